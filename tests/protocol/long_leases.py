"""The shipped start with long leases: no channel of the voice becomes free by itself in a test."""

from datetime import timedelta

import wsgi
from tests.protocol.waiting import PATIENCE_S
from webinar.live.talk import actions as talk
from webinar.live.voice import actions as voice

LONG = timedelta(seconds=10 * PATIENCE_S)
voice.LEASE = talk.HELD = LONG
voice.renew.__defaults__ = (LONG,)

wsgi.main([])

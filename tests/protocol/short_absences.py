"""The shipped start for sessions of seconds: even a short absence counts as missing something."""

from datetime import timedelta

import wsgi
from webinar.learn.catchup import missed
from webinar.live.polls import actions

missed.ABSENCE = timedelta(0)
missed.GLANCE = timedelta(seconds=0.1)
actions.GRACE = timedelta(0)

wsgi.main([])

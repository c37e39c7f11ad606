"""The shipped start for sessions of seconds: even a short absence counts as missing something."""

from datetime import timedelta

import wsgi
from webinar.learn.catchup import absences
from webinar.live.polls import actions

absences.ABSENCE = timedelta(0)
absences.GLANCE = timedelta(seconds=0.1)
actions.GRACE = timedelta(0)

wsgi.main([])

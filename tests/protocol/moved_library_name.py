"""The shipped start with a library in which a private name that direct links need has moved."""

import tests.protocol.patience  # noqa: F401
import wsgi
from webinar.room.transport.links import Socket

schedule_ping = Socket.schedule_ping
Socket.schedule_ping = lambda self, later=None: schedule_ping(self)

wsgi.main([])

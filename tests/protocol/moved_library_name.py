"""Starts the server with a library whose private method, which direct links need, has changed."""

import tests.protocol.patience  # noqa: F401
import wsgi
from webinar.room.transport.links import Socket

schedule_ping = Socket.schedule_ping
Socket.schedule_ping = lambda self, later=None: schedule_ping(self)

wsgi.main([])

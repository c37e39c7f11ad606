"""The shipped start that lets nobody stand for longer than a second: who comes takes a seat."""

import tests.protocol.patience  # noqa: F401
import wsgi
from webinar.room.engine import live, server

server.SEAT_SECONDS = 1
live.HOUSEKEEPING_SECONDS = 0.5

wsgi.main([])

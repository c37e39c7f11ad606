"""The shipped start that gives clients one second to take a seat."""

import tests.protocol.patience  # noqa: F401
import wsgi
from webinar.room.engine import live, server

server.SEAT_SECONDS = 1
live.HOUSEKEEPING_SECONDS = 0.5

wsgi.main([])

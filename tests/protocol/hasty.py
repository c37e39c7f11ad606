"""The shipped start with short deadlines, so that a test need not wait for the long ones."""

import wsgi
from webinar import serving
from webinar.live import live, server

serving.KEEPALIVE_SECONDS = 1
serving.HEADERS_SECONDS = 1
serving.BODY_SECONDS = 2
server.SEAT_SECONDS = 1
live.HOUSEKEEPING_SECONDS = 0.5

wsgi.main([])

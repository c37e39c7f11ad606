"""The shipped start with quick heartbeats, so that a test need not wait for slow ones."""

import wsgi
from webinar.live import server

server.PING_INTERVAL = 1
server.PING_TIMEOUT = 1.5

wsgi.main([])

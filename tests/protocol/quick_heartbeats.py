"""The shipped start with quicker heartbeats, so that tests do not wait for slow ones."""

import wsgi
from webinar.room.engine import server

server.PING_INTERVAL = 1
server.PING_TIMEOUT = 8

wsgi.main([])

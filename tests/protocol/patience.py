"""Imported by a start: no client is cut off or pinged for as long as a test waits.

Otherwise a stalled machine would end links, and a ping could come between any two packets.
"""

from datetime import timedelta

import wsgi  # noqa: F401  it patches the standard library first
from tests.protocol.waiting import PATIENCE_S
from webinar.kit import engines
from webinar.kit.limits import Limit
from webinar.kit.web import http_limits
from webinar.live.presence import queries as roster
from webinar.room.engine import server
from webinar.room.sessions import arrivals

LONG_S = 2 * PATIENCE_S

http_limits.KEEPALIVE_SECONDS = http_limits.SOCKET_SECONDS = LONG_S
http_limits.HEADERS_SECONDS = http_limits.BODY_SECONDS = LONG_S
server.PING_INTERVAL = server.SEAT_SECONDS = LONG_S
engines.BUSY_TIMEOUT_MS = LONG_S * 1000
roster.HERE = timedelta(seconds=LONG_S)
# All sessions of these tests are joined from one address.
arrivals.JOINING = Limit(100_000, 1)

"""To be imported by a start: it cuts off nobody, and pings nobody, for as long as a test waits.

Else a machine that stands still would end links, and let a ping come between any two packets.
"""

from datetime import timedelta

import wsgi  # noqa: F401  it patches the standard library first
from tests.protocol.waiting import PATIENCE
from webinar import engines, serving
from webinar.attendance import roster
from webinar.live import server

LONG = 2 * PATIENCE

serving.KEEPALIVE_SECONDS = serving.SOCKET_SECONDS = LONG
serving.HEADERS_SECONDS = serving.BODY_SECONDS = LONG
server.PING_INTERVAL = server.SEAT_SECONDS = LONG
engines.BUSY_TIMEOUT_MS = LONG * 1000
roster.HERE = timedelta(seconds=LONG)

"""The shipped start with long deadlines, between processes as well: a slow machine parts nobody."""

import wsgi
from tests.protocol.patience import LONG_S
from webinar.room.transport import peers, queue_rooms

queue_rooms.ANSWER_SECONDS = LONG_S
queue_rooms.DEAF_SECONDS = peers.DEAF_SECONDS = LONG_S

wsgi.main([])

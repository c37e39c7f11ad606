"""The Flask-SocketIO extension, with every default that matters set."""

from __future__ import annotations

from typing import Any

from flask_socketio import SocketIO

from webinar.kit import concurrency
from webinar.room.engine import server
from webinar.room.engine.wire import delivery_of
from webinar.room.transport.packets import GuardedPacket
from webinar.room.transport.queue_rooms import QueueRooms
from webinar.room.transport.rooms import HeardByRemotes, Rooms, whole_body


def make_socketio(
    origins: list[str],
    message_queue: str | None,
    channel: str,
    heard_by_remotes: HeardByRemotes = whole_body,
    place: str = "",
) -> SocketIO:
    """Return an extension that is not attached to an application; `place` is where we serve."""
    options: dict[str, Any] = dict(
        async_mode=concurrency.mode(),
        # One client's commands are handled in the order in which it sent them.
        async_handlers=False,
        serializer=GuardedPacket,
        # Processes of one database hear each other, but no other processes that share the queue.
        client_manager=QueueRooms(message_queue, channel, place) if message_queue else Rooms(),
        cors_allowed_origins=origins,
        cors_credentials=False,
        max_http_buffer_size=server.MAX_PAYLOAD,
        http_compression=False,
        ping_interval=server.PING_INTERVAL,
        ping_timeout=server.PING_TIMEOUT,
        manage_session=False,
        always_connect=False,
        cookie=None,
        logger=False,
        engineio_logger=False,
    )
    options["client_manager"].delivery_of = delivery_of
    options["client_manager"].heard_by_remotes = heard_by_remotes
    return SocketIO(**options)

"""Keeps libraries out of the server that others import only because they are installed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

# Socket.IO's package imports what its own client needs, and the clients of message queues, wherever
# they are installed: 13 MiB. The server has no use for the first two, and imports the client of its
# queue itself (`room/transport/queue_rooms.py`).
UNUSED = ("requests", "websocket", "redis", "valkey")


@contextmanager
def sparing(*names: str) -> Iterator[None]:
    """Let imports of these libraries fail within the block, as if they were not installed.

    Those that are imported already stay.
    """
    absent = [name for name in names if name not in sys.modules]
    for name in absent:
        sys.modules[name] = None  # type: ignore[assignment]  # documented: the import fails
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]

"""What a connection of the threading mode drops, and how it is written to."""

from __future__ import annotations

import io
import socket
from typing import Any

from webinar.kit.web import http_limits

_PIECE = 65536


class Rest:
    """What the client sends after the part of the body that was used.

    The library reads it behind the response for as long as more arrives, and drops it.
    """

    def __init__(self, inner: Any) -> None:
        self._inner, self._remaining = inner, http_limits.LONGEST_BODY

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def stop(self) -> None:
        """Read nothing more."""
        self._remaining = 0

    def read(self, _size: int) -> bytes:
        """Return what has arrived, without waiting for more; nothing once it is too much."""
        data: bytes = self._inner.read1(_PIECE) if self._remaining > 0 else b""
        self._remaining -= len(data)
        return data


class Writer(io.RawIOBase):
    """Sends responses. The time limit is for each piece that the client takes.

    `sendall` would apply it to the whole, and cut off a long file on a slow link.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        unsent = memoryview(data)
        while unsent:
            unsent = unsent[self._connection.send(unsent) :]
        return len(data)

"""Bodies that arrive whole or not at all, where the libraries take a part for everything."""

from __future__ import annotations

import socket
from typing import Any


class WholeBody:
    """A request's body; the library alone would take the part that came before the end."""

    def __init__(self, body: Any) -> None:
        self._body = body

    def read(self, length: int) -> bytes:
        data: bytes = self._body.read(length)
        if len(data) < length:
            raise ConnectionError("the connection ended within the body")
        return data


class WholeSends:
    """A connection whose `send` sends everything.

    The `send` of a socket with a time limit may stop halfway, which the threading mode's WebSocket
    ignores: the rest of a long frame would be missing, and no later frame could be read.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def send(self, data: bytes) -> int:
        self._connection.sendall(data)
        return len(data)

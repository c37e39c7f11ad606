"""Complete or failing reads and writes, where the libraries would accept a part as the whole."""

from __future__ import annotations

import socket
from typing import Any


class WholeBody:
    """A request's body; reading it fails if the client sent only a part of it."""

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

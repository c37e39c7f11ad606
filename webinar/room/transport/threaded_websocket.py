"""Mends of the WebSocket that the threading mode takes from its library."""

from __future__ import annotations

import socket
from typing import Any


def mend(websocket: Any) -> None:
    """Make the library's WebSocket send whole frames and report the end of its connection."""
    websocket.sock = WholeSends(websocket.sock)
    _wake_reader_at_end(websocket)


class WholeSends:
    """A connection whose `send` sends everything.

    The `send` of a socket with a time limit may stop halfway, which the library ignores: the rest
    of a long frame would be missing, and no later frame could be read.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def send(self, data: bytes) -> int:
        self._connection.sendall(data)
        return len(data)


def _wake_reader_at_end(websocket: Any) -> None:
    """Wake the reader again once the connection is marked as closed.

    The library refuses a message that is too long by waking the reader and only then marking the
    connection. A reader that looked in between would wait until the link is closed for its
    silence, and meanwhile nobody would read what the client sends.
    """
    handle_events = websocket._handle_events

    def handle_events_and_wake() -> bool:
        websocket.connected = handle_events()
        if not websocket.connected:
            websocket.event.set()
        return bool(websocket.connected)

    websocket._handle_events = handle_events_and_wake

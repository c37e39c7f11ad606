"""How a request becomes a WebSocket: RFC 6455 section 4, and the connection that is taken over."""

from __future__ import annotations

import base64
import socket
from collections.abc import Callable
from typing import Any, NamedTuple

from webinar.room.transport.frames import accept_key

# The environ key under which the HTTP server offers to hand over a connection: a function without
# arguments that returns a `TakenConnection`.
TAKE_CONNECTION = "webinar.take_connection"
VERSIONS = "13"


class TakenConnection(NamedTuple):
    """A connection taken from the HTTP server, and the bytes that came after the request.

    `released` must be called once the connection is closed.
    """

    connection: socket.socket
    already_read: bytes
    released: Callable[[], None]


def refuse(environ: dict[str, Any], start_response: Callable[..., Any]) -> bool:
    """Answer a request that cannot become a WebSocket; return whether this one was refused."""
    status = _refusal_status(environ)
    if status is not None:
        start_response(status, [("Connection", "close"), ("Sec-WebSocket-Version", VERSIONS)])
    return status is not None


def _refusal_status(environ: dict[str, Any]) -> str | None:
    """Return the status with which to refuse a request for a WebSocket, or None."""
    if environ.get("HTTP_SEC_WEBSOCKET_VERSION") != VERSIONS:
        return "426 Upgrade Required"
    try:
        nonce = base64.b64decode(environ.get("HTTP_SEC_WEBSOCKET_KEY", ""), validate=True)
    except ValueError:
        nonce = b""
    return None if len(nonce) == 16 else "400 Bad Request"


def upgrade_response(environ: dict[str, Any]) -> bytes:
    """Return the response that accepts a WebSocket, without extensions.

    Compressing for each client would cost more than it saves.
    """
    return (
        "HTTP/1.1 101 Switching Protocols\r\n"
        "Upgrade: websocket\r\n"
        "Connection: Upgrade\r\n"
        f"Sec-WebSocket-Accept: {accept_key(environ['HTTP_SEC_WEBSOCKET_KEY'])}\r\n\r\n"
    ).encode()

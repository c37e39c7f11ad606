"""A simulated client: its socket, an incomplete frame, and the last broadcast it heard."""

from __future__ import annotations

import errno
import socket
import zlib
from enum import IntEnum

# Linux has this option since 4.2, Python since 3.14.
IP_BIND_ADDRESS_NO_PORT = 24


class Stage(IntEnum):
    CONNECTING = 0
    SHAKING = 1
    OPENING = 2
    SEATED = 3
    GONE = 4


class Client:
    """`number` is the client's place in the crowd; it takes its seat with packet `credentials`.

    `order` counts the connections of the crowd; a client that comes back gets a new one.
    """

    __slots__ = (
        "answer",
        "credentials",
        "due",
        "heard",
        "inflate",
        "number",
        "order",
        "rest",
        "sock",
        "stage",
        "voter",
    )

    def __init__(self, number: int, sock: socket.socket, credentials: str, order: int = 0) -> None:
        self.number = number
        self.order = order
        self.sock = sock
        self.credentials = credentials
        self.stage = Stage.CONNECTING
        self.rest = b""
        # The payloads of all broadcasts that were counted.
        self.heard: list[bytes] = []
        self.inflate: zlib._Decompress | None = None
        # Messages that this client still has to send, one after each answer.
        self.due = 0
        # The answer to a client's only question, if somebody keeps it.
        self.answer = b""
        # By which number the stored votes of this client are found.
        self.voter = number

    @property
    def last(self) -> bytes:
        """The payload of the last broadcast that was counted."""
        return self.heard[-1] if self.heard else b""


def connecting_socket(source: str, port: int) -> socket.socket:
    """Return a socket that is about to connect from this address of this machine."""
    sock = socket.socket()
    sock.setblocking(False)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    # The port is chosen only on connecting, so each address can use all its ports to each server.
    sock.setsockopt(socket.IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1)
    sock.bind((source, 0))
    error = sock.connect_ex(("127.0.0.1", port))
    if error not in (0, errno.EINPROGRESS):
        raise OSError(error, "a client could not connect")
    return sock

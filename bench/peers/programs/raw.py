"""The lower limit of cost: only eventlet sockets, and one frame written to each in a loop.

It speaks just enough of the protocol to be measured like the others, and sends no pings. With
WRITES=together, the messages of one turn of the loop go to each socket in one write.
"""

from __future__ import annotations

import eventlet

eventlet.monkey_patch()

import base64  # noqa: E402
import hashlib  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
import socket  # noqa: E402
from contextlib import suppress  # noqa: E402
from itertools import count  # noqa: E402
from typing import Any  # noqa: E402

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
everyone: dict[int, Any] = {}
versions = count(1)
COALESCES = os.environ.get("WRITES") == "together"
# Frames for everybody that have not been sent yet.
waiting: list[bytes] = []


def frame(text: str) -> bytes:
    data = text.encode()
    head = bytes([0x81, len(data)]) if len(data) < 126 else b"\x81\x7e" + len(data).to_bytes(2)
    return head + data


def serve(sock: Any) -> None:
    head = b""
    while b"\r\n\r\n" not in head:
        part = sock.recv(4096)
        if not part:
            return
        head += part
    key = head.partition(b"Sec-WebSocket-Key: ")[2].partition(b"\r\n")[0]
    accept = base64.b64encode(hashlib.sha1(key + GUID).digest())
    sock.sendall(
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n" + frame('0{"sid":"x"}')
    )
    number = sock.fileno()
    try:
        read(sock, number)
    finally:
        everyone.pop(number, None)


def read(sock: Any, number: int) -> None:
    unread = b""
    while part := sock.recv(4096):
        unread += part
        while len(unread) >= 6:
            size, start = unread[1] & 0x7F, 2
            if size == 126:
                size, start = int.from_bytes(unread[2:4]), 4
            end = start + 4 + size
            if len(unread) < end:
                break
            mask = (unread[start : start + 4] * (size // 4 + 1))[:size]
            data = int.from_bytes(unread[start + 4 : end]) ^ int.from_bytes(mask)
            handle(sock, number, data.to_bytes(size).decode())
            unread = unread[end:]


def handle(sock: Any, number: int, text: str) -> None:
    if text.startswith("42"):
        slide = json.loads(text[2:])[1]["slide"]
        version = next(versions)
        body = {"slide": slide, "version": version, "audience": "everyone", "after": version - 1}
        data = frame("42" + json.dumps(["slide.moved", body], separators=(",", ":")))
        if not COALESCES:
            broadcast(data)
            return
        # All messages of this turn of the loop leave together.
        waiting.append(data)
        if len(waiting) == 1:
            eventlet.spawn_n(flush)
    else:
        sock.sendall(frame('40{"sid":"x"}'))
        # This is the socket beneath eventlet's, which does not wait.
        everyone[number] = sock.fd


def flush() -> None:
    data = b"".join(waiting)
    waiting.clear()
    broadcast(data)


def broadcast(data: bytes) -> None:
    for other in everyone.values():
        with suppress(OSError):
            other.send(data)


def main() -> None:
    listener = eventlet.listen(("127.0.0.1", int(os.environ["PORT"])), backlog=1024)
    while True:
        sock, _ = listener.accept()
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        eventlet.spawn_n(serve, sock)


if __name__ == "__main__":
    main()

"""WebSocket frames as a client sends and reads them (RFC 6455). Pure."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
FINAL, COMPRESSED = 0x80, 0x40
# The bytes that the inflater lacks after each compressed message (RFC 7692, 7.2.2).
TAIL = b"\x00\x00\xff\xff"


def handshake(host: str, path: str) -> bytes:
    """Return the request that browsers send; they always offer compression."""
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: {host}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def masked(text: str, opcode: int = TEXT) -> bytes:
    """Mask a client's frame with a mask that is not zero, because unmasking has a cost, too."""
    data = text.encode()
    mask = os.urandom(4)
    size = len(data)
    if size < 126:
        head = bytes([FINAL | opcode, 0x80 | size])
    elif size < 65536:
        head = bytes([FINAL | opcode, 0x80 | 126]) + size.to_bytes(2)
    else:
        head = bytes([FINAL | opcode, 0x80 | 127]) + size.to_bytes(8)
    wide = (mask * (size // 4 + 1))[:size]
    return head + mask + (int.from_bytes(data) ^ int.from_bytes(wide)).to_bytes(size)


def walk(data: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Yield a server's whole frames as (first byte, payload, where the next frame begins)."""
    at, end = 0, len(data)
    while end - at >= 2:
        size, start = data[at + 1], at + 2
        if size == 126:
            size, start = int.from_bytes(data[start : start + 2]), start + 2
        elif size == 127:
            size, start = int.from_bytes(data[start : start + 8]), start + 8
        if start + size > end or start > end:
            return
        yield data[at], data[start : start + size], start + size
        at = start + size

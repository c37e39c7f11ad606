"""WebSocket frames byte by byte, as RFC 6455 defines them, and how a server ends on wrong ones."""

import json
import struct

from tests.protocol.raw import BINARY, CLOSE, PING, TEXT, Closed

CONTINUATION, PONG = 0, 10
MASK = bytes([0x9A, 0x00, 0xFF, 0x31])
LIMIT_BYTES = 65536

__all__ = ["BINARY", "CLOSE", "CONTINUATION", "LIMIT_BYTES", "PING", "PONG", "TEXT"]


def frame(data="", opcode=TEXT, fin=True, rsv=0, mask=MASK, length=None):
    """Return a client's frame that declares this `length`; with `mask` None it is unmasked."""
    data = data if isinstance(data, bytes) else data.encode()
    size = len(data) if length is None else length
    masked = 0 if mask is None else 0x80
    head = bytes([(0x80 if fin else 0) | rsv << 4 | opcode])
    if size < 126:
        head += bytes([masked | size])
    elif size < 65536:
        head += bytes([masked | 126]) + struct.pack("!H", size)
    else:
        head += bytes([masked | 127]) + struct.pack("!Q", size)
    if mask is None:
        return head + data
    return head + mask + bytes(byte ^ mask[at % 4] for at, byte in enumerate(data))


def event(number, name="room.nonsense", fields=None):
    """Return an event that asks for acknowledgement `number`; by default, its name is unknown."""
    return f"42{number}{json.dumps([name, fields or {}], ensure_ascii=False)}"


def pour(link, *frames):
    """Send frames in one segment."""
    link.socket.sendall(b"".join(frames))


def acknowledgements(link, count):
    """Return the ids of the next acknowledgements, in order of arrival."""
    ids = []
    while len(ids) < count:
        packet = link.packet()
        if packet.startswith("43"):
            ids.append(int(packet[2 : packet.index("[")]))
    return ids


def farewell(link):
    """Return the code of the close frame that arrives, or None; the connection must end then."""
    code = None
    try:
        while True:
            opcode, data = link.frame()
            if opcode == CLOSE and code is None:
                code = struct.unpack("!H", data[:2])[0] if data else 1005
    except Closed:
        return code

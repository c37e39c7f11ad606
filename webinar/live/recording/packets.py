"""Packets of sound as a recording stores them: several in one value. Pure."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

from webinar.live.sound.packets import LENGTH, Packet, divide

# How many milliseconds after the first packet this one was captured, and the length of its frames.
_HEAD = struct.Struct(">IH")


def pack(packets: Iterable[Packet], begins_ms: int) -> bytes:
    """Return the packets, none of them captured before `begins_ms`, as they are stored."""
    parts: list[bytes] = []
    for packet in packets:
        frames = b"".join(LENGTH.pack(len(frame)) + frame for frame in packet.frames)
        parts += (_HEAD.pack(packet.at - begins_ms, len(frames)), frames)
    return b"".join(parts)


def unpack(content: bytes, begins_ms: int) -> Iterator[Packet]:
    """Yield the packets that `pack` has packed."""
    place = 0
    while place < len(content):
        later, length = _HEAD.unpack_from(content, place)
        place += _HEAD.size
        yield Packet(begins_ms + later, divide(content[place : place + length]) or ())
        place += length

"""Packets of sound, as speakers send them. Pure.

A speaker's browser decides what a packet contains, so every frame is checked before anybody stores
it or passes it to a program: a frame of another length would shift everything that follows it.
"""

from __future__ import annotations

import base64
import binascii
import struct
from typing import NamedTuple

FRAME_MS = 20
MOST_FRAMES = 3
# RFC 6716, section 3.4.
LONGEST_FRAME = 1275

# Each frame stands behind its length.
LENGTH = struct.Struct(">H")


class Packet(NamedTuple):
    """Opus frames of 20 ms, the first one captured at `at` (ms since 1970, the server's clock)."""

    at: int
    frames: tuple[bytes, ...]

    @property
    def end(self) -> int:
        return self.at + FRAME_MS * len(self.frames)


def decode(sound: str) -> tuple[bytes, ...] | None:
    """Return the frames of a packet as it is on the wire; None unless all can be played."""
    content = content_of(sound)
    return None if content is None else divide(content)


def content_of(sound: str) -> bytes | None:
    """Return the bytes of a packet as it is on the wire; None if it is no base64."""
    try:
        return base64.b64decode(sound, validate=True)
    except (binascii.Error, ValueError):
        return None


def divide(content: bytes) -> tuple[bytes, ...] | None:
    """Return the frames of a packet; None unless all can be played."""
    frames: list[bytes] = []
    place = 0
    while place < len(content):
        if place + LENGTH.size > len(content):
            return None
        (length,) = LENGTH.unpack_from(content, place)
        place += LENGTH.size
        frame = content[place : place + length]
        if len(frame) != length or not _is_playable(frame):
            return None
        frames.append(frame)
        place += length
    return tuple(frames) if 0 < len(frames) <= MOST_FRAMES else None


def _is_playable(frame: bytes) -> bool:
    """Whether this is a packet of one Opus frame of 20 ms, by its first byte (RFC 6716, 3.1)."""
    if not 1 <= len(frame) <= LONGEST_FRAME:
        return False
    configuration, count_code = frame[0] >> 3, frame[0] & 3
    # The configurations go by codec, then bandwidth, then length: the narrower ones have four
    # lengths (10, 20, 40, 60 ms), those of the hybrid codec two (10, 20), the others four (2.5 to
    # 20 ms).
    if configuration < 12:
        is_20_ms = configuration % 4 == 1
    elif configuration < 16:
        is_20_ms = configuration % 2 == 1
    else:
        is_20_ms = configuration % 4 == 3
    return is_20_ms and count_code == 0

"""Reads a WebP picture, and keeps nothing of it but the picture itself.

Only the plain lossy form is accepted: one VP8 key frame, as canvases of browsers write it. Chunks
with metadata or a colour profile are dropped; transparency, animation and the lossless form are
refused, because nothing on the server could check what they hold.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from webinar.kit.errors import Refused

_HEAD = struct.Struct("<4sI")
_START = b"\x9d\x01\x2a"
_DROPPED = frozenset({b"VP8X", b"ICCP", b"EXIF", b"XMP "})
# A frame's tag, start code and size take ten bytes; no picture is all head.
_SHORTEST_FRAME = 12
_LEAST_SIDE = 16


def plain_picture(content: bytes, *, width: int, height: int) -> bytes:
    """Return the picture without metadata, as a WebP file of one chunk.

    Refused: `picture_unreadable` if it is no plain WebP; `picture_too_large` if it has more than
    `width` by `height` pixels.
    """
    frames = [body for name, body in _chunks(content) if name == b"VP8 "]
    if len(frames) != 1:
        raise Refused("picture_unreadable")
    [frame] = frames
    wide, high = _size(frame)
    if wide > width or high > height:
        raise Refused("picture_too_large")
    if min(wide, high) < _LEAST_SIDE:
        raise Refused("picture_unreadable")
    padding = b"\0" * (len(frame) % 2)
    body = b"WEBP" + _HEAD.pack(b"VP8 ", len(frame)) + frame + padding
    return _HEAD.pack(b"RIFF", len(body)) + body


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the name and the bytes of each chunk; refuse a file that is not exactly its chunks."""
    if len(content) < 12 or content[8:12] != b"WEBP":
        raise Refused("picture_unreadable")
    name, length = _HEAD.unpack_from(content)
    if name != b"RIFF" or length + _HEAD.size != len(content):
        raise Refused("picture_unreadable")
    at = 12
    while at < len(content):
        if len(content) - at < _HEAD.size:
            raise Refused("picture_unreadable")
        name, length = _HEAD.unpack_from(content, at)
        start = at + _HEAD.size
        at = start + length + length % 2
        if at > len(content) or (name != b"VP8 " and name not in _DROPPED):
            raise Refused("picture_unreadable")
        yield name, content[start : start + length]


def _size(frame: bytes) -> tuple[int, int]:
    """Return the width and the height of a key frame, in pixels."""
    if len(frame) < _SHORTEST_FRAME or frame[3:6] != _START:
        raise Refused("picture_unreadable")
    tag = int.from_bytes(frame[:3], "little")
    is_key, is_shown, first_partition = not tag & 1, tag >> 4 & 1, tag >> 5
    if not is_key or not is_shown or first_partition > len(frame) - 10:
        raise Refused("picture_unreadable")
    wide, high = struct.unpack_from("<HH", frame, 6)
    # The two highest bits ask a decoder to enlarge the picture.
    if (wide | high) >> 14:
        raise Refused("picture_unreadable")
    return wide, high

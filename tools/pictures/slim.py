"""Packs PNG files as tightly as the format allows, without changing a pixel.

Chromium packs quickly. On flat colours and text, rows without a filter at the highest level of
zlib are about a quarter smaller.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

SIGNATURE = b"\x89PNG\r\n\x1a\n"
RGB = (8, 2)
PIXEL = 3
HEAVIEST_BYTES = 150_000


def slim(path: Path) -> None:
    """Pack an RGB picture again, in place; leave any other picture as it is."""
    content = path.read_bytes()
    chunks = list(_chunks(content))
    width, height, *kind = struct.unpack(">IIBB", chunks[0][1][:10])
    if tuple(kind) != RGB:
        return
    data = zlib.decompress(b"".join(body for name, body in chunks if name == b"IDAT"))
    rows = _rows(data, width * PIXEL, height)
    packed = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    parts = [(b"IHDR", chunks[0][1]), (b"IDAT", packed), (b"IEND", b"")]
    smaller = SIGNATURE + b"".join(_chunk(name, body) for name, body in parts)
    if len(smaller) < len(content):
        path.write_bytes(smaller)


def too_heavy(pictures: Sequence[Path]) -> int:
    """Print the size of each picture, and return how many are too large."""
    sizes = {picture: picture.stat().st_size for picture in pictures}
    for picture, size in sizes.items():
        print(f"{size / 1000:6.0f} kB  {picture.name}")
    heavy = sum(size > HEAVIEST_BYTES for size in sizes.values())
    if heavy:
        print(f"{heavy} over {HEAVIEST_BYTES // 1000} kB")
    return heavy


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(content):
        length, name = struct.unpack(">I4s", content[at : at + 8])
        yield name, content[at + 8 : at + 8 + length]
        at += 12 + length


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _rows(data: bytes, length: int, height: int) -> Iterator[bytes]:
    """Undo the PNG filters, which guess a value from its neighbours on the left and above."""
    # By definition a pixel of zeros is left of every row, and a row of zeros above the first.
    above = bytearray(PIXEL + length)
    for at in range(0, height * (length + 1), length + 1):
        kind, row = data[at], bytearray(PIXEL) + data[at + 1 : at + 1 + length]
        if kind:
            for x in range(PIXEL, PIXEL + length):
                guess = _guess(kind, row[x - PIXEL], above[x], above[x - PIXEL])
                row[x] = (row[x] + guess) & 255
        above = row
        yield bytes(row[PIXEL:])


def _guess(kind: int, left: int, above: int, corner: int) -> int:
    match kind:
        case 1:
            return left
        case 2:
            return above
        case 3:
            return (left + above) // 2
    likely = left + above - corner
    return min((left, above, corner), key=lambda value: abs(likely - value))

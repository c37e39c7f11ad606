"""Makes WebP files for tests: the heads are genuine, and the pixels are noise."""

import struct


def chunk(name, body):
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def webp(*chunks):
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def frame(width=320, height=180, size=400, *, tag=0x10):
    """A lossy key frame of so many bytes."""
    head = tag.to_bytes(3, "little") + b"\x9d\x01\x2a" + struct.pack("<HH", width, height)
    return head.ljust(size, b"\x55")


def picture(width=320, height=180, size=400):
    """A plain picture."""
    return webp(chunk(b"VP8 ", frame(width, height, size)))

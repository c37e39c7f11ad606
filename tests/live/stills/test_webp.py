"""The server accepts plain WebP pictures only, and keeps nothing but the picture of them."""

import struct

import pytest

from tests.live.stills.pictures import chunk, frame, picture, webp
from webinar.kit.errors import Refused
from webinar.live.stills.webp import plain_picture

EXTENDED = chunk(b"VP8X", b"\x2c" + bytes(9))
VP8 = chunk(b"VP8 ", frame())


def read(content):
    return plain_picture(content, width=320, height=180)


def test_plain_picture_stays_as_it_is():
    assert read(picture()) == picture()
    assert read(picture(size=401)) == picture(size=401)


def test_metadata_and_colour_profile_are_dropped():
    full = webp(
        EXTENDED,
        chunk(b"ICCP", b"profile"),
        VP8,
        chunk(b"EXIF", b"a place and a camera"),
        chunk(b"XMP ", b"a name"),
    )

    assert read(full) == picture()


HOSTILE = {
    "nothing": b"",
    "text": b"<script>alert(1)</script>",
    "a PNG": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "only a head": webp(),
    "a false length": picture()[:4] + struct.pack("<I", 5) + picture()[8:],
    "bytes after the file": picture() + b"<script>",
    "a chunk that is cut off": webp(VP8[:-20]),
    "half a head of a chunk": webp(VP8, b"EXI"),
    "two pictures": webp(VP8, VP8),
    "an unknown chunk": webp(VP8, chunk(b"HTML", b"<script>")),
    "the lossless form": webp(chunk(b"VP8L", b"\x2f" + bytes(40))),
    "an animation": webp(EXTENDED, chunk(b"ANIM", bytes(6)), VP8),
    "transparency": webp(EXTENDED, chunk(b"ALPH", bytes(40)), VP8),
    "no key frame": webp(chunk(b"VP8 ", frame(tag=0x11))),
    "a hidden frame": webp(chunk(b"VP8 ", frame(tag=0x00))),
    "a partition longer than the frame": webp(chunk(b"VP8 ", frame(tag=0x10 | 4000 << 5))),
    "no start code": webp(chunk(b"VP8 ", bytes([0x10]).ljust(400, b"\0"))),
    "a frame of a few bytes": webp(chunk(b"VP8 ", frame(size=10))),
    "one pixel": picture(1, 1),
    "a factor of enlargement": picture(320 | 1 << 14, 180),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_file_that_is_no_plain_picture_is_refused(name):
    with pytest.raises(Refused, match="picture_unreadable"):
        read(HOSTILE[name])


@pytest.mark.parametrize("size", [(321, 180), (320, 181), (16383, 16383)])
def test_picture_with_too_many_pixels_is_refused(size):
    with pytest.raises(Refused, match="picture_too_large"):
        read(picture(*size))

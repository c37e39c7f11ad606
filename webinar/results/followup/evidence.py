"""Files of evidence: finding their type by their first bytes, and removing camera data. Pure.

Pictures are not decoded. This module walks through their parts, and leaves out those that say
where, when and with what a picture was taken. It keeps the orientation, or pictures could be shown
lying on their side. PDF files are kept as they are.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from webinar.kit.errors import Refused

# In bytes.
LONGEST_FILE = 10 * 1024 * 1024
SUFFIXES = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/webp": "webp",
    "application/pdf": "pdf",
}

_PNG = b"\x89PNG\r\n\x1a\n"
# The chunks that draw the picture and set its colours, but not text, times or Exif.
_PNG_KEPT_CHUNKS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs acTL fcTL fdAT".split()
)
_WEBP_METADATA_CHUNKS = frozenset((b"EXIF", b"XMP "))
_EXIF_FLAG, _XMP_FLAG = 0x08, 0x04
_ORIENTATION = 0x0112


def media_type(content: bytes) -> str:
    """Return the file's type by its content, regardless of its name.

    Raises `Refused`: `file_empty`, `file_too_large`, `file_type`.
    """
    if not content:
        raise Refused("file_empty")
    if len(content) > LONGEST_FILE:
        raise Refused("file_too_large")
    if content.startswith(_PNG):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    raise Refused("file_type")


def clean(content: bytes) -> tuple[str, bytes]:
    """Return the media type and the bytes to keep.

    Raises the errors of `media_type`, and `Refused`: `file_broken`.
    """
    content_type = media_type(content)
    cleaner = {
        "image/png": _cleaned_png,
        "image/jpeg": _cleaned_jpeg,
        "image/webp": _cleaned_webp,
    }.get(content_type)
    if cleaner is None:
        return content_type, content
    try:
        return content_type, cleaner(content)
    except (struct.error, IndexError, ValueError) as error:
        raise Refused("file_broken") from error


def _cleaned_png(content: bytes) -> bytes:
    parts, at = [_PNG], len(_PNG)
    while True:
        length, name = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content):
            raise ValueError("a part is longer than the file")
        if name in _PNG_KEPT_CHUNKS:
            parts.append(content[at:end])
        at = end
        if name == b"IEND":
            # Bytes after the end do not belong to the picture.
            return b"".join(parts)


def _cleaned_jpeg(content: bytes) -> bytes:
    segments, orientation = [b"\xff\xd8"], 1
    for marker, segment in _segments(content):
        if marker == 0xE1 and segment[4:10] == b"Exif\0\0":
            orientation = _orientation(segment[10:]) or orientation
        # Keep JFIF, the colour profile and Adobe's colours, but no other metadata or comments.
        is_note = 0xE1 <= marker <= 0xEF and marker not in (0xE2, 0xEE)
        is_profile = marker != 0xE2 or segment[4:16] == b"ICC_PROFILE\0"
        if not is_note and marker != 0xFE and is_profile:
            segments.append(segment)
    if orientation != 1:
        segments.insert(1, _orientation_segment(orientation))
    return b"".join(segments)


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the marker and the bytes of each segment; the last is the picture data to its end."""
    at = 2
    while True:
        while content[at] == 0xFF and content[at + 1] == 0xFF:
            at += 1
        if content[at] != 0xFF:
            raise ValueError("no marker")
        marker = content[at + 1]
        (length,) = struct.unpack_from(">H", content, at + 2)
        if length < 2 or at + 2 + length > len(content):
            raise ValueError("a segment is longer than the file")
        if marker == 0xDA:
            # Phones may add a second picture after the end of the first: leave it out.
            yield marker, content[at : _end_of_scans(content, at + 2 + length)]
            return
        yield marker, content[at : at + 2 + length]
        at += 2 + length


def _end_of_scans(content: bytes, at: int) -> int:
    """Return the place after the end mark of the picture data, in which 0xFF bytes are escaped."""
    while True:
        at = content.index(b"\xff", at)
        marker = content[at + 1]
        if marker == 0xD9:
            return at + 2
        if marker == 0 or marker == 0xFF or 0xD0 <= marker <= 0xD7:
            at += 1 if marker == 0xFF else 2
            continue
        # Only tables and further scans of a progressive picture may follow, but no metadata.
        if marker not in (0xC4, 0xDA, 0xDB, 0xDC, 0xDD):
            raise ValueError("a note among the picture's data")
        (length,) = struct.unpack_from(">H", content, at + 2)
        at += 2 + length


def _orientation(tiff: bytes) -> int:
    """Return the orientation in the first directory of the Exif data; 0 if it has no valid one."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 0
    try:
        (start,) = struct.unpack_from(order + "I", tiff, 4)
        (count,) = struct.unpack_from(order + "H", tiff, start)
        for number in range(min(count, 100)):
            tag, _kind, _count, value = struct.unpack_from(
                order + "HHIH", tiff, start + 2 + 12 * number
            )
            if tag == _ORIENTATION:
                return int(value) if 1 <= value <= 8 else 0
    except struct.error:
        return 0
    return 0


def _orientation_segment(orientation: int) -> bytes:
    """Return an Exif segment that contains only the picture's orientation."""
    tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", 2 + 6 + len(tiff)) + b"Exif\0\0" + tiff


def _cleaned_webp(content: bytes) -> bytes:
    (length,) = struct.unpack_from("<I", content, 4)
    end = 8 + length
    if end > len(content):
        raise ValueError("the file is cut off")
    parts, at = [], 12
    while at < end:
        name, size = struct.unpack_from("<4sI", content, at)
        stop = at + 8 + size + size % 2
        if at + 8 + size > end:
            raise ValueError("a part is longer than the file")
        part = content[at:stop]
        if name == b"VP8X":
            flags = part[8] & ~(_EXIF_FLAG | _XMP_FLAG)
            part = part[:8] + bytes((flags,)) + part[9:]
        if name not in _WEBP_METADATA_CHUNKS:
            parts.append(part)
        at = stop
    if not parts:
        raise ValueError("nothing to see")
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body

"""Making zips, and opening zips that other programs made."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from webinar.kit.errors import Refused

# Errors of reading a zip that is cut off, encrypted, or packed in a way that we do not know.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)
# The earliest date that a zip can hold.
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of the files, given by name and content, in their order. May run off the loop.

    The same files give the same bytes, so that two zips can be compared by their hash.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return packed.getvalue()


@contextmanager
def open_zip(content: bytes, otherwise: str = "file_broken") -> Iterator[zipfile.ZipFile]:
    """Open a zip that another program made. Refused: `otherwise`, if any part cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield archive
    except UNREADABLE as error:
        raise Refused(otherwise) from error

"""Zips: the same files give the same bytes, so that two can be compared by their hash."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

# The earliest that a zip can say.
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """By the names that they have in it, in their order. May run off the loop."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return made.getvalue()

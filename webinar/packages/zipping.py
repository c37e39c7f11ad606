"""Files as a zip that is the same each time: sorted, without the time at which it was made."""

from __future__ import annotations

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

# A zip cannot hold a time before this one.
EPOCH = (1980, 1, 1, 0, 0, 0)
_PACKED = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".woff2")
_READABLE = 0o644 << 16


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """`files` by their names within it."""
    made = io.BytesIO()
    with ZipFile(made, "w") as archive:
        for name in sorted(files):
            entry = ZipInfo(name, EPOCH)
            entry.compress_type = ZIP_STORED if name.endswith(_PACKED) else ZIP_DEFLATED
            entry.external_attr = _READABLE
            # The same on every system.
            entry.create_system = 3
            archive.writestr(entry, files[name])
    return made.getvalue()

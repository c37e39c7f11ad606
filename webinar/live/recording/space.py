"""The space on the disk: recordings must leave enough for the session itself."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy import URL

# A whole day in five languages takes about this much.
LEAST_FREE_BYTES = 500 * 1024**2


def has_space(url: URL) -> bool:
    """Whether the disk of this database has space for a recording.

    The disk of a PostgreSQL server may be on another machine: there, the database itself refuses.
    """
    if url.get_backend_name() != "sqlite" or not url.database:
        return True
    return shutil.disk_usage(Path(url.database).parent).free >= LEAST_FREE_BYTES

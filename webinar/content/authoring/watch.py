"""Notices changes in a folder by polling the times and sizes of its files."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

# Reading a module takes about as long, so a page is up to date in under a second.
SECONDS = 0.3
# The server notices that a browser has gone only by writing to it.
ROUNDS_OF_SILENCE = 30


def stamp(folders: Sequence[Path]) -> str:
    """Return 16 hex digits that change when a file under `folders` is written, added or removed.

    Hidden files are ignored, because editors keep half-written copies in them.
    """
    summary = hashlib.sha256()
    for folder in folders:
        for parent, below, names in os.walk(folder):
            below[:] = sorted(name for name in below if not name.startswith("."))
            for name in sorted(names):
                if not name.startswith("."):
                    summary.update(_look_at(Path(parent, name)).encode())
    return summary.hexdigest()[:16]


def changes(look: Callable[[], str], wait: Callable[[], object], last_stamp: str) -> Iterator[str]:
    """Yield a server-sent event with the new stamp for each change since `last_stamp`. Never ends.

    `look` returns the stamp, and `wait` pauses between two looks.
    """
    yield "retry: 1000\n\n"
    silence = 0
    while True:
        now = look()
        silence += 1
        if now != last_stamp:
            last_stamp, silence = now, 0
            yield f"data: {now}\n\n"
        elif silence >= ROUNDS_OF_SILENCE:
            silence = 0
            yield ": nothing new\n\n"
        wait()


def _look_at(path: Path) -> str:
    try:
        status = path.stat()
    except OSError:
        return ""  # Removed since it was listed.
    return f"{path}\0{status.st_mtime_ns}\0{status.st_size}\0"

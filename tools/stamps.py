"""Remembers the files that each set-up came from, so that a second start does nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def digest(files: Iterable[Path], *facts: str) -> str:
    """Return one value for the files' content and for the facts that the result depends on."""
    summary = hashlib.sha256()
    for part in [*(file.read_bytes() for file in files), *(fact.encode() for fact in facts)]:
        summary.update(hashlib.sha256(part).digest())
    return summary.hexdigest()


def is_current(stamp: Path, value: str) -> bool:
    return stamp.is_file() and stamp.read_text() == value


def write(stamp: Path, value: str) -> None:
    """Write the stamp. Call this last: an interrupted set-up leaves no stamp and is repeated."""
    stamp.write_text(value)

"""The store for files of evidence: a folder in the server's own data, with random file names.

The database keeps each file's given name and its report. A file is put here before the report is
committed, and removed if the commit fails.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from webinar.kit.errors import Refused
from webinar.kit.text import one_line
from webinar.results.followup.actions import StoredFile
from webinar.results.followup.evidence import SUFFIXES, clean

# In characters.
NAME_LENGTH = 120


class SentFile(NamedTuple):
    """A file as a browser sent it."""

    name: str
    content: bytes


def put(folder: Path, files: Sequence[SentFile]) -> list[StoredFile]:
    """Put these files on the shelf, all or none. Raises the errors of `evidence.clean`.

    Call it off the loop, because it waits for the disk.
    """
    cleaned = [(file.name, *clean(file.content)) for file in files]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stored_files: list[StoredFile] = []
    try:
        for name, media_type, content in cleaned:
            stored_file = StoredFile(
                kept=secrets.token_hex(16),
                name=_name(name, media_type),
                media_type=media_type,
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
            )
            _write(folder / stored_file.kept, content)
            stored_files.append(stored_file)
    except OSError:
        delete_files(folder, stored_files)
        raise
    return stored_files


def delete_files(folder: Path, files: Iterable[StoredFile]) -> None:
    """Delete these files from the shelf; a file may already be missing."""
    for file in files:
        (folder / file.kept).unlink(missing_ok=True)


def read(folder: Path, name: str) -> bytes:
    """Return the content of a file. Raises `FileNotFoundError` if the file was removed."""
    return (folder / name).read_bytes()


def _write(path: Path, content: bytes) -> None:
    # A plain `open` is enough, because the folder is the server's own. In a thread, descriptors of
    # `os` would wait for the loop.
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        # A file must be on the disk before it is acknowledged, as in the database.
        os.fsync(file.fileno())


def _name(typed: str, media_type: str) -> str:
    """Return the last part of the name that the browser sent, with the suffix of the real type."""
    stem = typed.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or typed
    suffix = SUFFIXES[media_type]
    try:
        shown_stem = one_line(stem.replace("/", " "), NAME_LENGTH - 5, "name_empty")
    except Refused:
        shown_stem = "file"
    return f"{shown_stem}.{suffix}"

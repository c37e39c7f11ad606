"""Lets only one server use a SQLite file: two servers would each regard the rooms as their own."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO

from sqlalchemy import make_url

from config import Settings, UnsafeSettings


class DatabaseClaimed(UnsafeSettings):
    """Another process holds the database; `holder` is its address and number, as it says."""

    def __init__(self, path: Path, holder: str) -> None:
        super().__init__(
            f"a server is running already on {path}: {holder}. Use that one, or stop it first. "
            "For a second server of its own, set INSTANCE to another folder and PORT to another "
            "port."
        )
        self.holder = holder


def claim_database(settings: Settings, *, records_holder: bool = True) -> IO[str] | None:
    """Hold the database until the returned file is closed or the process ends, however it ends.

    With `records_holder=False`, only check the lock; do not write who holds it. PostgreSQL is not
    locked: several processes are meant to use it. Raises `DatabaseClaimed`, or `UnsafeSettings` if
    the lock file cannot be opened.
    """
    path = _file_of(settings.database_url)
    if path is None:
        return None
    try:
        lock = path.with_name(f"{path.name}.lock").open("a+", encoding="utf-8")
    except OSError as error:
        raise UnsafeSettings(f"{path} cannot be written ({error.strerror}).") from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        holder = lock.read().strip() or "another process"
        lock.close()
        raise DatabaseClaimed(path, holder) from None
    if not records_holder:
        return lock
    lock.seek(0)
    lock.truncate()
    lock.write(f"{settings.public_url}, process {os.getpid()}\n")
    lock.flush()
    return lock


def _file_of(database_url: str) -> Path | None:
    url = make_url(database_url)
    name = url.database or ""
    if url.get_backend_name() != "sqlite" or name in ("", ":memory:") or name.startswith("file:"):
        return None
    return Path(name)

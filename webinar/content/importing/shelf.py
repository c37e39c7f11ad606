"""Keeps modules made from uploads for a day, until their makers fetch them."""

from __future__ import annotations

import re
import secrets
import shutil
import time
from pathlib import Path

KEPT_SECONDS = 24 * 3600
FILES_PER_USER = 10
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")


class Shelf:
    """Files in `folder`, named by their user and a token that nobody can guess."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, user_id: int, content: bytes) -> str:
        """Store the file and return its token; delete old files, and the user's surplus ones."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._tidy(user_id)
        token = secrets.token_urlsafe(16)
        path = self._path(user_id, token)
        path.touch(mode=0o600)
        path.write_bytes(content)
        return token

    def fetch(self, user_id: int, token: str) -> bytes | None:
        """Return the file; None if it is gone or belongs to another user."""
        path = self._path(user_id, token)
        if not _TOKEN.fullmatch(token) or not path.is_file() or _is_old(path):
            return None
        return path.read_bytes()

    def work_folder(self) -> Path:
        """Return the path of a folder that does not exist yet; its parent exists."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self._folder / f"work-{secrets.token_hex(8)}"

    def _path(self, user_id: int, token: str) -> Path:
        return self._folder / f"{user_id}-{token}.zip"

    def _tidy(self, user_id: int) -> None:
        own_files = sorted(
            self._folder.glob(f"{user_id}-*.zip"), key=lambda path: path.stat().st_mtime
        )
        for path in own_files[: max(0, len(own_files) - FILES_PER_USER + 1)]:
            path.unlink(missing_ok=True)
        for path in self._folder.iterdir():
            if _is_old(path):
                # This includes work folders that the server left behind when it stopped.
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def _is_old(path: Path) -> bool:
    return path.stat().st_mtime < time.time() - KEPT_SECONDS

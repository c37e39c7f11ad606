"""Keeps all that a trial notices, a JSON object a line, so that an early end loses nothing."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Entry = Mapping[str, Any]


class Journal:
    """A file that threads write to. Each entry has `who`, a `kind`, and `at` in ms since 1970."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._lines = file.open("w")
        self._lock = threading.Lock()

    def note(self, who: str, kind: str, **fields: Any) -> None:
        """Write an entry; `at` is now unless the fields hold it."""
        line = json.dumps({"who": who, "kind": kind, "at": round(time.time() * 1000), **fields})
        with self._lock:
            self._lines.write(line + "\n")
            self._lines.flush()

    def close(self) -> None:
        self._lines.close()


def read(file: Path) -> Iterator[Entry]:
    """Yield the entries of a journal, whose last line may be torn."""
    with file.open() as lines:
        for line in lines:
            if line.endswith("\n"):
                yield json.loads(line)

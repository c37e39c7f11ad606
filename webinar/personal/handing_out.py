"""What is held of one person as files: JSON, and a ZIP that can be read without this program."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

# The same content is the same file.
_DATE = (1980, 1, 1, 0, 0, 0)


def as_json(held: dict[str, Any]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(held), indent=2)


def as_zip(held: dict[str, Any], page: str, files: Sequence[tuple[str, str]], shelf: Path) -> bytes:
    """`data.json`, `data.html`, and the files of evidence below `files/`. Runs off the loop."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        _put(packed, "data.json", as_json(held))
        _put(packed, "data.html", page.encode())
        for name, kept in files:
            path = shelf / kept
            if path.is_file():
                _put(packed, f"files/{name}", path.read_bytes())
    return made.getvalue()


def _put(packed: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    packed.writestr(entry, content)

"""One person's data as files: JSON, and a ZIP that can be read without this program."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from webinar.kit.files.archives import zipped


def as_json(held: dict[str, Any]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(held), indent=2)


def as_zip(held: dict[str, Any], page: str, files: Sequence[tuple[str, str]], shelf: Path) -> bytes:
    """Return a ZIP of `data.json`, `data.html`, and the files of evidence below `files/`.

    Call it off the event loop.
    """
    own = [("data.json", as_json(held)), ("data.html", page.encode())]
    paths = ((name, shelf / kept) for name, kept in files)
    evidence = ((f"files/{name}", path.read_bytes()) for name, path in paths if path.is_file())
    return zipped(chain(own, evidence))

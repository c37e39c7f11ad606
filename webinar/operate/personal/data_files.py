"""One person's data as files: JSON, and a ZIP that can be read without this program."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from webinar.kit.files.archives import zipped
from webinar.live.recording.own_voice import OwnVoice, files_of_voices


def as_json(data: dict[str, Any]) -> bytes:
    """Return `access.personal_data` as indented JSON in UTF-8."""
    return msgspec.json.format(msgspec.json.encode(data), indent=2)


def as_zip(
    data: dict[str, Any],
    page: str,
    files: Sequence[tuple[str, str]],
    folder: Path,
    voices: Sequence[OwnVoice] = (),
) -> bytes:
    """Return a ZIP of `data.json`, `data.html`, and the files of evidence below `files/`.

    `files` are pairs of a name to show and a name in `folder`. What the person said in sessions
    that were recorded is below `files/`, too.

    Call it off the event loop.
    """
    data_files = [("data.json", as_json(data)), ("data.html", page.encode())]
    paths = ((name, folder / stored_name) for name, stored_name in files)
    evidence = ((f"files/{name}", path.read_bytes()) for name, path in paths if path.is_file())
    spoken = ((f"files/{name}", content) for name, content in files_of_voices(voices))
    return zipped(chain(data_files, evidence, spoken))

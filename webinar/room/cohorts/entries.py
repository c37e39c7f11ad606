"""People as they are read from a file, and the problems of its lines. No database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# The fields of a person that come from a file, with their maximal lengths.
LENGTHS: Mapping[str, int] = {
    "name": 80,
    "rank": 80,
    "position": 120,
    "unit": 120,
    "email": 254,
    "phone": 32,
    "language": 8,
    "external_id": 64,
}


@dataclass(frozen=True)
class Problem:
    """A row's problem. `about` is the text of a cell, or a line; `is_left_out` drops the row."""

    line: int
    code: str
    about: str = ""
    is_left_out: bool = False


@dataclass(frozen=True)
class Entry:
    """A person in the file; `lines` are the lines that it was read from."""

    lines: tuple[int, ...]
    name: str
    rank: str = ""
    position: str = ""
    unit: str = ""
    email: str = ""
    phone: str = ""
    language: str = ""
    external_id: str = ""

"""People as a file has them, and the problems of its lines. No database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# The fields of a person that come from a file, and how long each may be.
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
    """A row's problem; `is_left_out` drops the row. `about` is the cell's text, or a line."""

    line: int
    code: str
    about: str = ""
    is_left_out: bool = False


@dataclass(frozen=True)
class Entry:
    """A person of the file; `lines` are those that it was read from."""

    lines: tuple[int, ...]
    name: str
    rank: str = ""
    position: str = ""
    unit: str = ""
    email: str = ""
    phone: str = ""
    language: str = ""
    external_id: str = ""

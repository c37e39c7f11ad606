"""Titles that end in a number, as that of the first session of a course does. Pure."""

from __future__ import annotations

import re

# Two figures at most: longer numbers are years, and numbers of orders and rooms.
_NUMBERED = re.compile(r"(?P<words>.*[\s№#])(?P<number>[0-9]{1,2})")


def is_numbered(title: str) -> bool:
    return _NUMBERED.fullmatch(title) is not None


def counted_on(title: str, steps: int) -> str:
    """`Course, session 1` as `Course, session 3` two steps on; as it is without a number."""
    found = _NUMBERED.fullmatch(title)
    if found is None:
        return title
    number = str(int(found["number"]) + steps).zfill(len(found["number"]))
    return f"{found['words']}{number}"

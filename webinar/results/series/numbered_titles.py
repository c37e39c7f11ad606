"""Titles that end in a number, such as that of the first session of a course. Pure."""

from __future__ import annotations

import re

# Two digits at most: longer numbers are years, or the numbers of orders and rooms.
_NUMBERED = re.compile(r"(?P<words>.*[\s№#])(?P<number>[0-9]{1,2})")


def is_numbered(title: str) -> bool:
    return _NUMBERED.fullmatch(title) is not None


def counted_on(title: str, steps: int) -> str:
    """Return the title with its number raised by `steps`; unchanged if it has no number.

    Two steps on, `Course, session 1` is `Course, session 3`.
    """
    found = _NUMBERED.fullmatch(title)
    if found is None:
        return title
    number = str(int(found["number"]) + steps).zfill(len(found["number"]))
    return f"{found['words']}{number}"

"""Titles that end in a number, such as that of the first session of a course. Pure."""

from __future__ import annotations

import re

# Two digits at most: longer numbers are years, or the numbers of orders and rooms.
_NUMBERED_TITLE = re.compile(r"(?P<words>.*[\s№#])(?P<number>[0-9]{1,2})")


def is_numbered(title: str) -> bool:
    return _NUMBERED_TITLE.fullmatch(title) is not None


def advanced_title(title: str, steps: int) -> str:
    """Return the title with its number raised by `steps`; unchanged if it has no number.

    With two steps, `Course, session 1` becomes `Course, session 3`.
    """
    match = _NUMBERED_TITLE.fullmatch(title)
    if match is None:
        return title
    number = str(int(match["number"]) + steps).zfill(len(match["number"]))
    return f"{match['words']}{number}"

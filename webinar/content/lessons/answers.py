"""The numbers that an author sets for a poll: points, seconds, and the right number."""

from __future__ import annotations

import math
import re

from webinar.content.lessons.model import RightNumber
from webinar.content.lessons.parsed import ParsedSlide

POINTS = range(2, 101)
USUAL_POINTS = 10
SECONDS = range(5, 3601)
LARGEST = 1e12

# `[0-9]` is written out, because `\d` takes the digits of every script.
_WHOLE = re.compile(r"[0-9]{1,5}")
_NUMBER = r"[-\u2212]?[0-9]{1,13}(?:[.,][0-9]{1,9})?"
_RIGHT = re.compile(rf"({_NUMBER})(?:[ \t]*(?:\u00b1|\+/-|\+-)[ \t]*({_NUMBER}))?")


def points_of(slide: ParsedSlide) -> int | None:
    """Return the points to share out; 0 for other kinds, None if the value is not usable."""
    if not slide.answer_kind.shares_points:
        return 0
    return _within(POINTS, slide.marks.values.get("points", str(USUAL_POINTS)))


def seconds_of(slide: ParsedSlide) -> int | None:
    """Return the countdown to offer; 0 for none, None if the value is not usable."""
    typed = slide.marks.values.get("seconds")
    return 0 if typed is None else _within(SECONDS, typed)


def right_number(typed: str) -> RightNumber | None:
    """Read `23`, `2,5` or `23 \u00b1 3`; return None for anything else."""
    match = _RIGHT.fullmatch(typed.strip())
    if not match:
        return None
    value, tolerance = _number(match[1]), _number(match[2] or "0")
    is_possible = abs(value) <= LARGEST and 0 <= tolerance <= LARGEST
    return RightNumber(value, tolerance) if is_possible else None


def _number(typed: str) -> float:
    number = float(typed.replace(",", ".").replace("\u2212", "-"))
    # Normalise -0.0 to 0.0.
    return number if number else math.fabs(number)


def _within(numbers: range, typed: str) -> int | None:
    number = int(typed) if _WHOLE.fullmatch(typed) else None
    return number if number in numbers else None

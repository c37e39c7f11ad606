"""A member's presence as bars on one line, in whole units, for an SVG that the server draws."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from webinar.attendance.union import Presence

WIDTH = 600
# Somebody who was there for a moment in a long session must still be seen to have been there.
LEAST = 2


class Bar(NamedTuple):
    x: int
    width: int


def presence_bars(presence: Presence, begin: datetime | None, end: datetime) -> list[Bar]:
    """Where presence lies between `begin` and `end`, on a line that is `WIDTH` units long."""
    if begin is None or end <= begin:
        return []
    length = end - begin
    bars = []
    for stretch in presence.stretches:
        left = round((stretch.begin - begin) / length * WIDTH)
        width = max(LEAST, round((stretch.end - begin) / length * WIDTH) - left)
        bars.append(Bar(min(left, WIDTH - width), width))
    return bars

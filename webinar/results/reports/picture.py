"""A member's presence as bars on a line, in whole units, for an SVG that the server draws."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from webinar.kit.intervals import Presence

# In units of the drawing.
WIDTH = 600
# Even a moment of presence in a long session must be visible.
LEAST_BAR = 2


class Bar(NamedTuple):
    x: int
    width: int


def presence_bars(presence: Presence, begin: datetime | None, end: datetime) -> list[Bar]:
    """Return the presence between `begin` and `end` as bars on a line of `WIDTH` units."""
    if begin is None or end <= begin:
        return []
    length = end - begin
    bars = []
    for stretch in presence.stretches:
        left = round((stretch.begin - begin) / length * WIDTH)
        width = max(LEAST_BAR, round((stretch.end - begin) / length * WIDTH) - left)
        bars.append(Bar(min(left, WIDTH - width), width))
    return bars

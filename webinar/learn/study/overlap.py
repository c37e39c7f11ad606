"""Counts reported time once, however often it is reported. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import datetime

from webinar.kit.intervals import Stretch, union


class Taken:
    """The time that stretches cover together. Binary search finds the place of a new stretch."""

    def __init__(self, stretches: Iterable[Stretch] = ()) -> None:
        apart = union(stretches)
        self._begins: list[datetime] = [one.begin for one in apart]
        self._ends: list[datetime] = [one.end for one in apart]

    def take(self, stretch: Stretch) -> float:
        """Add the stretch, and return its seconds that no earlier stretch covered."""
        first = bisect_left(self._ends, stretch.begin)
        behind = bisect_right(self._begins, stretch.end)
        had = 0.0
        begin, end = stretch
        for at in range(first, behind):
            one = Stretch(self._begins[at], self._ends[at])
            had += (min(one.end, stretch.end) - max(one.begin, stretch.begin)).total_seconds()
            begin, end = min(begin, one.begin), max(end, one.end)
        self._begins[first:behind], self._ends[first:behind] = [begin], [end]
        return (stretch.end - stretch.begin).total_seconds() - had

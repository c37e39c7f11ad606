"""Counts time only once if several reports cover it. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import datetime

from webinar.kit.intervals import Stretch, union


class CoveredTime:
    """The time that stretches cover together, kept as sorted lists for binary search."""

    def __init__(self, stretches: Iterable[Stretch] = ()) -> None:
        separate = union(stretches)
        self._begins: list[datetime] = [stretch.begin for stretch in separate]
        self._ends: list[datetime] = [stretch.end for stretch in separate]

    def add(self, stretch: Stretch) -> float:
        """Add the stretch, and return its seconds that no earlier stretch covered."""
        first_index = bisect_left(self._ends, stretch.begin)
        end_index = bisect_right(self._begins, stretch.end)
        overlap = 0.0
        begin, end = stretch
        for index in range(first_index, end_index):
            earlier = Stretch(self._begins[index], self._ends[index])
            overlap += (
                min(earlier.end, stretch.end) - max(earlier.begin, stretch.begin)
            ).total_seconds()
            begin, end = min(begin, earlier.begin), max(end, earlier.end)
        self._begins[first_index:end_index], self._ends[first_index:end_index] = [begin], [end]
        return (stretch.end - stretch.begin).total_seconds() - overlap

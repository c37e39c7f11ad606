"""Presence as arithmetic: one member's observed stretches, merged and cut to the session.

Pure functions on instants. No database, no web.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from webinar.kit.rounding import whole_minutes


class Stretch(NamedTuple):
    """The time from the first to the last evidence; a single frame is a stretch without length."""

    begin: datetime
    end: datetime


@dataclass(frozen=True)
class Presence:
    """The stretches in which one member was there, within the session: separate and in order."""

    stretches: tuple[Stretch, ...] = ()

    @property
    def first_seen(self) -> datetime | None:
        return self.stretches[0].begin if self.stretches else None

    @property
    def last_seen(self) -> datetime | None:
        return self.stretches[-1].end if self.stretches else None

    @property
    def seconds(self) -> int:
        """Whole seconds; rounded once, over the sum, so that short stretches are not lost."""
        return round(
            sum((stretch.end - stretch.begin for stretch in self.stretches), timedelta()) / _SECOND
        )

    @property
    def minutes(self) -> int:
        return whole_minutes(self.seconds)

    @property
    def gaps(self) -> tuple[Stretch, ...]:
        """The absences between two stretches; being late and leaving early are not among them."""
        return tuple(Stretch(before.end, after.begin) for before, after in pairwise(self.stretches))

    @property
    def returns(self) -> int:
        return len(self.gaps)


_SECOND = timedelta(seconds=1)


def presence(observed: Iterable[Stretch], begin: datetime | None, end: datetime) -> Presence:
    """The presence in a session from `begin` (None: it has not started) to `end`."""
    if begin is None:
        return Presence()
    return Presence(tuple(union(_cut(observed, begin, end))))


def _cut(observed: Iterable[Stretch], begin: datetime, end: datetime) -> list[Stretch]:
    cut = (Stretch(max(stretch.begin, begin), min(stretch.end, end)) for stretch in observed)
    return [stretch for stretch in cut if stretch.begin <= stretch.end]


def union(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Merge stretches that overlap: two tabs or server processes may observe the same person."""
    merged: list[Stretch] = []
    for stretch in sorted(stretches):
        if merged and stretch.begin <= merged[-1].end:
            merged[-1] = Stretch(merged[-1].begin, max(merged[-1].end, stretch.end))
        else:
            merged.append(stretch)
    return merged

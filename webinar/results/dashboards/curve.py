"""The number of people present over time, computed from their stretches. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from webinar.kit.intervals import Stretch

MINUTE = timedelta(minutes=1)


class Point(NamedTuple):
    """The number of people present from `at` on."""

    at: datetime
    people: int


class Band(NamedTuple):
    """A time span of one part of the session; `part` is the part's number, None for a break."""

    begin: datetime
    end: datetime
    part: int | None


def curve(people: Iterable[Sequence[Stretch]], begin: datetime, end: datetime) -> list[Point]:
    """Return the times at which the number of people changed, from `begin` to `end`, both included.

    A person's stretches must not touch. If one person comes just when another leaves, the number
    does not change.
    """
    turns: Counter[datetime] = Counter()
    for stretches in people:
        for stretch in stretches:
            come, go = max(stretch.begin, begin), min(stretch.end, end)
            if come < go:
                turns[come] += 1
                turns[go] -= 1
    count = turns.pop(begin, 0)
    # People who were present until the end did not leave.
    turns.pop(end, None)
    points = [Point(begin, count)]
    for at in sorted(turns):
        if turns[at]:
            count += turns[at]
            points.append(Point(at, count))
    points.append(Point(end, count))
    return points


def at_each(points: Sequence[Point], step: timedelta = MINUTE) -> list[Point]:
    """Return the number of people at the first time and then after every `step`, up to the last."""
    times = [point.at for point in points]
    sampled, at = [], times[0]
    while at <= times[-1]:
        sampled.append(Point(at, points[bisect_right(times, at) - 1].people))
        at += step
    return sampled


def mean(points: Sequence[Point], begin: datetime, end: datetime) -> float:
    """Return the average number of people from `begin` to `end`, weighted by time."""
    whole = (end - begin).total_seconds()
    if whole <= 0:
        return 0.0
    area = 0.0
    ends = [*(point.at for point in points[1:]), points[-1].at]
    for point, until in zip(points, ends, strict=True):
        shared = (min(until, end) - max(point.at, begin)).total_seconds()
        area += point.people * max(0.0, shared)
    return area / whole


def thinned(points: Sequence[Point], most: int) -> list[Point]:
    """Return few enough points to draw: the first, least, largest and last in `most` equal spans.

    The drawing does not change, provided that a span is narrower than the drawn line.
    """
    if len(points) <= 4 * most:
        return list(points)
    begin, length = points[0].at, points[-1].at - points[0].at
    spans: dict[int, list[Point]] = {}
    for point in points:
        spans.setdefault(int((point.at - begin) / length * most), []).append(point)
    kept: list[Point] = []
    for span in spans.values():
        by_count = sorted(span, key=lambda one: one.people)
        kept += sorted({span[0], by_count[0], by_count[-1], span[-1]})
    return kept


def extremes(points: Sequence[Point], edge: timedelta) -> tuple[Point, Point]:
    """Return the first point with the most people, and the first whole minute with the fewest.

    The fewest are taken at whole minutes, so that a moment in which all links were lost does not
    count. Times within `edge` of either end are ignored, unless there are no others, because there
    people are still arriving or already leaving.
    """
    sampled = at_each(points)
    first, last = points[0].at + edge, points[-1].at - edge
    within = [one for one in sampled if first <= one.at <= last] or sampled
    return max(points, key=lambda one: one.people), min(within, key=lambda one: one.people)


def bands(stays: Sequence[tuple[datetime, int | None]], end: datetime) -> list[Band]:
    """Return stays in parts, in order, as bands; consecutive stays in the same part are merged."""
    found: list[Band] = []
    ends = [*(at for at, _ in stays), end][1:]
    for (at, part), until in zip(stays, ends, strict=True):
        until = min(until, end)
        if until <= at:
            continue
        if found and found[-1].part == part:
            found[-1] = found[-1]._replace(end=until)
        else:
            found.append(Band(at, until, part))
    return found

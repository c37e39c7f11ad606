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
    changes: Counter[datetime] = Counter()
    for stretches in people:
        for stretch in stretches:
            arrival, departure = max(stretch.begin, begin), min(stretch.end, end)
            if arrival < departure:
                changes[arrival] += 1
                changes[departure] -= 1
    count = changes.pop(begin, 0)
    # People who were present until the end did not leave.
    changes.pop(end, None)
    points = [Point(begin, count)]
    for at in sorted(changes):
        if changes[at]:
            count += changes[at]
            points.append(Point(at, count))
    points.append(Point(end, count))
    return points


def at_each(points: Sequence[Point], step: timedelta = MINUTE) -> list[Point]:
    """Return the number of people at the first time and then after every `step`, up to the last."""
    times = [point.at for point in points]
    samples, time = [], times[0]
    while time <= times[-1]:
        samples.append(Point(time, points[bisect_right(times, time) - 1].people))
        time += step
    return samples


def mean(points: Sequence[Point], begin: datetime, end: datetime) -> float:
    """Return the average number of people from `begin` to `end`, weighted by time."""
    length = (end - begin).total_seconds()
    if length <= 0:
        return 0.0
    area = 0.0
    ends = [*(point.at for point in points[1:]), points[-1].at]
    for point, until in zip(points, ends, strict=True):
        overlap = (min(until, end) - max(point.at, begin)).total_seconds()
        area += point.people * max(0.0, overlap)
    return area / length


def thinned(points: Sequence[Point], most: int) -> list[Point]:
    """Return few enough points to draw: at most four from each of `most` equal spans of time.

    These are the first, the lowest, the highest and the last point of the span.

    The drawing does not change, provided that a span is narrower than the drawn line.
    """
    if len(points) <= 4 * most:
        return list(points)
    begin, length = points[0].at, points[-1].at - points[0].at
    spans: dict[int, list[Point]] = {}
    for point in points:
        spans.setdefault(int((point.at - begin) / length * most), []).append(point)
    points_kept: list[Point] = []
    for span in spans.values():
        by_count = sorted(span, key=lambda point: point.people)
        points_kept += sorted({span[0], by_count[0], by_count[-1], span[-1]})
    return points_kept


def extremes(points: Sequence[Point], edge: timedelta) -> tuple[Point, Point]:
    """Return the first point with the most people, and the first whole minute with the fewest.

    The fewest are counted at whole minutes only, so that a moment in which all links were lost does
    not matter. Times within `edge` of either end are ignored, because people are still arriving or
    already leaving, unless there are no other times.
    """
    samples = at_each(points)
    first, last = points[0].at + edge, points[-1].at - edge
    inner_points = [point for point in samples if first <= point.at <= last] or samples
    return max(points, key=lambda point: point.people), min(
        inner_points, key=lambda point: point.people
    )


def bands(stays: Sequence[tuple[datetime, int | None]], end: datetime) -> list[Band]:
    """Return stays in parts, in order, as bands; consecutive stays in the same part are merged."""
    merged_bands: list[Band] = []
    ends = [*(at for at, _ in stays), end][1:]
    for (at, part), until in zip(stays, ends, strict=True):
        until = min(until, end)
        if until <= at:
            continue
        if merged_bands and merged_bands[-1].part == part:
            merged_bands[-1] = merged_bands[-1]._replace(end=until)
        else:
            merged_bands.append(Band(at, until, part))
    return merged_bands

"""The numbers for two charts of the board: open steps by day, and steps by owner. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from webinar.kit import scales

WIDTH, HEIGHT = 640, 160
# The margins of the picture: counts stand at the left, days at the bottom.
LEFT, BOTTOM, TOP, RIGHT = 34, 22, 8, 6
# The most intervals between the counts on the axis.
TICKS = 4


class Turn(NamedTuple):
    """A day on which one more step became open (`by` is 1), or one step was done (-1)."""

    day: date
    by: int


class BurnDown(NamedTuple):
    """A line of `points` in a picture of `WIDTH` by `HEIGHT`; `counts` are each day's open steps.

    `days` are the first, the middle and the last day, each with its place in the picture; `ticks`
    are the counts on the axis, each with its height.
    """

    points: str
    counts: Sequence[tuple[date, int]]
    days: Sequence[tuple[int, date]]
    ticks: Sequence[tuple[int, int]]


class Bar(NamedTuple):
    """One owner's bar; `widths` are percentages of the longest bar."""

    name: str
    done: int
    open: int
    late: int
    widths: tuple[float, float, float]


def burn_down(turns: Iterable[Turn], today: date) -> BurnDown | None:
    """Return the open steps at the end of each day from the first to today; None without turns."""
    by_day: dict[date, int] = {}
    for turn in turns:
        day = min(turn.day, today)
        by_day[day] = by_day.get(day, 0) + turn.by
    if not by_day:
        return None
    first = min(by_day)
    count, counts = 0, []
    for number in range((today - first).days + 1):
        day = first + timedelta(days=number)
        count += by_day.get(day, 0)
        counts.append((day, count))
    ticks = scales.counts(max(count for _, count in counts), TICKS)
    most = ticks[-1]
    last = max(len(counts) - 1, 1)
    points, before = [], None
    for number, (_, count) in enumerate(counts):
        # Draw a stair: the count stays the same until the day on which it changes.
        if before is not None and before != count:
            points.append((_x(number, last), _y(before, most)))
        if before != count or number == len(counts) - 1:
            points.append((_x(number, last), _y(count, most)))
        before = count
    if len(counts) == 1:
        points.append((WIDTH - RIGHT, points[0][1]))
    marked = sorted({0, (len(counts) - 1) // 2, len(counts) - 1})
    return BurnDown(
        " ".join(f"{x},{y}" for x, y in points),
        counts,
        [(_x(number, last), counts[number][0]) for number in marked],
        [(_y(count, most), count) for count in ticks],
    )


def bars(people: Sequence[tuple[str, int, int, int]]) -> list[Bar]:
    """Return a bar for each `(name, done, open and in time, overdue)`, in the given order."""
    most = max((sum(counts) for _, *counts in people), default=0) or 1
    return [
        Bar(name, done, still, late, (_share(done, most), _share(still, most), _share(late, most)))
        for name, done, still, late in people
    ]


def _share(count: int, most: int) -> float:
    return round(100 * count / most, 2)


def _x(number: int, last: int) -> int:
    return LEFT + round((WIDTH - LEFT - RIGHT) * number / last)


def _y(count: int, most: int) -> int:
    return TOP + round((HEIGHT - TOP - BOTTOM) * (most - count) / most)

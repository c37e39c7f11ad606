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
    """A day on which one more step became open (`change` is 1), or one step was done (-1)."""

    day: date
    change: int


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
        by_day[day] = by_day.get(day, 0) + turn.change
    if not by_day:
        return None
    first_day = min(by_day)
    count, counts = 0, []
    for number in range((today - first_day).days + 1):
        day = first_day + timedelta(days=number)
        count += by_day.get(day, 0)
        counts.append((day, count))
    ticks = scales.counts(max(count for _, count in counts), TICKS)
    highest_count = ticks[-1]
    last_number = max(len(counts) - 1, 1)
    points, previous_count = [], None
    for number, (_, count) in enumerate(counts):
        # Draw a stair: the count stays the same until the day on which it changes.
        if previous_count is not None and previous_count != count:
            points.append((_x(number, last_number), _y(previous_count, highest_count)))
        if previous_count != count or number == len(counts) - 1:
            points.append((_x(number, last_number), _y(count, highest_count)))
        previous_count = count
    if len(counts) == 1:
        points.append((WIDTH - RIGHT, points[0][1]))
    marked_numbers = sorted({0, (len(counts) - 1) // 2, len(counts) - 1})
    return BurnDown(
        " ".join(f"{x},{y}" for x, y in points),
        counts,
        [(_x(number, last_number), counts[number][0]) for number in marked_numbers],
        [(_y(count, highest_count), count) for count in ticks],
    )


def bars(people: Sequence[tuple[str, int, int, int]]) -> list[Bar]:
    """Return a bar for each `(name, done, open and in time, overdue)`, in the given order."""
    longest = max((sum(counts) for _, *counts in people), default=0) or 1
    return [
        Bar(
            name,
            done,
            in_time,
            late,
            (_percent_of(done, longest), _percent_of(in_time, longest), _percent_of(late, longest)),
        )
        for name, done, in_time, late in people
    ]


def _percent_of(count: int, longest: int) -> float:
    return round(100 * count / longest, 2)


def _x(number: int, last_number: int) -> int:
    """Return the distance from the left edge of the day with this number, counted from 0."""
    return LEFT + round((WIDTH - LEFT - RIGHT) * number / last_number)


def _y(count: int, highest_count: int) -> int:
    """Return the distance from the top edge of a point with this count."""
    return TOP + round((HEIGHT - TOP - BOTTOM) * (highest_count - count) / highest_count)

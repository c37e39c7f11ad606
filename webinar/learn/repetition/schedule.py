"""When a question that was answered wrongly is asked again. Pure.

This is the simplest spaced repetition, that of Sebastian Leitner's boxes: a right answer moves a
question to the next, longer interval, a wrong one to the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from webinar.kit.zones import local_time

# A question returns this many days after the wrong answer, then after each right one. After a
# right answer at the end of the last interval, it does not return.
INTERVALS = (1, 3, 7)

# A learner who studies past midnight has not slept yet: a new day begins at this hour.
_DAY_BEGINS = timedelta(hours=4)


class Outcome(NamedTuple):
    """The outcome of an answer to the question `item`."""

    item: str
    is_right: bool
    at: datetime


def study_day(instant: datetime, zone: str) -> date:
    """Return the day to which this instant belongs for somebody who studies in this time zone."""
    return (local_time(instant, zone) - _DAY_BEGINS).date()


class Interval(NamedTuple):
    """The present interval of a question: its number in `INTERVALS`, and when it began.

    Once a question does not return, `number` is that of an interval after the last.
    """

    number: int
    began: datetime


def intervals_of(tries: Iterable[Outcome], repeats: Iterable[Outcome]) -> Mapping[str, Interval]:
    """Return the interval of each question whose first answer was wrong.

    `tries` are the answers in the course and `repeats` those when questions were asked again, both
    in order of time. Only the first try at a question matters: after it, the course shows what is
    right. Every one of `repeats` counts: an answer is accepted only if its question is due.
    """
    first_tries: dict[str, Outcome] = {}
    for attempt in tries:
        first_tries.setdefault(attempt.item, attempt)
    intervals = {
        item: Interval(0, attempt.at)
        for item, attempt in first_tries.items()
        if not attempt.is_right
    }
    for repeat in repeats:
        if repeat.item in intervals:
            number = intervals[repeat.item].number + 1 if repeat.is_right else 0
            intervals[repeat.item] = Interval(number, repeat.at)
    return intervals


def pause_after(number: int) -> int:
    """Return the days of the interval with this number; 0 if a question does not return then."""
    return INTERVALS[number] if number < len(INTERVALS) else 0


def due_days(intervals: Mapping[str, Interval], zone: str) -> Mapping[str, date]:
    """Return the day from which each question is due; leave out those that do not return."""
    return {
        item: study_day(began, zone) + timedelta(days=INTERVALS[number])
        for item, (number, began) in intervals.items()
        if number < len(INTERVALS)
    }

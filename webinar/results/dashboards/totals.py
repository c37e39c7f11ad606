"""A cohort over all its sessions: each person's totals, and the people who fall behind. Pure.

Attendance is added up as for series (`series.sums`); right answers are added up here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from webinar.results.attendance.models import Status
from webinar.results.series.sums import Part, Sums

# With fewer answers than this, a share of right answers says little.
FEWEST_ANSWERS = 4
LAST = 2


class Entry(NamedTuple):
    """A person in one session. They answered `quizzes` quizzes that are over, `right` rightly."""

    part: Part
    right: int
    quizzes: int


@dataclass(frozen=True)
class HeldSession:
    """A session that was held or is running.

    `entries` are by person id; `gain` is from 0 to 1, or None if unknown.
    """

    code: str
    title: str
    began: datetime
    is_over: bool
    polls: int
    entries: Mapping[int, Entry]
    gain: float | None

    @property
    def expected(self) -> int:
        return len(self.entries)

    def having(self, status: Status) -> int:
        return sum(entry.part.status is status for entry in self.entries.values())

    @property
    def mean_minutes(self) -> float:
        """The mean minutes of people who attended."""
        return _mean([one.part.minutes for one in self.there])

    @property
    def mean_answered(self) -> float:
        """The mean number of polls that people who attended answered."""
        return _mean([one.part.answered for one in self.there])

    @property
    def there(self) -> Sequence[Entry]:
        return [entry for entry in self.entries.values() if entry.part.attended]

    @property
    def right(self) -> int:
        return sum(entry.right for entry in self.entries.values())

    @property
    def quizzes(self) -> int:
        return sum(entry.quizzes for entry in self.entries.values())


@dataclass(frozen=True)
class Total:
    """A person's totals over all sessions in which they were expected."""

    attended: Sums
    right: int
    quizzes: int


class Why(StrEnum):
    """The reasons why a person counts as falling behind."""

    LAST_MISSED = "last_missed"
    SELDOM_PRESENT = "seldom_present"
    SELDOM_RIGHT = "seldom_right"


def total(held: Sequence[HeldSession], person: int) -> Total:
    found = [one.entries.get(person) for one in held]
    there = [one for one in found if one is not None]
    return Total(
        attended=Sums(tuple(None if one is None else one.part for one in found)),
        right=sum(one.right for one in there),
        quizzes=sum(one.quizzes for one in there),
    )


def rights(held: Sequence[HeldSession]) -> tuple[int, int]:
    """Return the group's right answers and answers to quizzes, in sessions that are over."""
    over = [one for one in held if one.is_over]
    return sum(one.right for one in over), sum(one.quizzes for one in over)


def behind(held: Sequence[HeldSession], person: int, group: tuple[int, int]) -> list[Why]:
    """Return the reasons why a person is behind, by sessions that are over.

    The reasons: the person was absent from the last two sessions; was present by the rule in fewer
    than half of at least two sessions; or answered at least four quizzes, but rightly less than
    three quarters as often as the group (see `rights`).
    """
    over = [one for one in held if one.is_over and person in one.entries]
    whole = total(over, person)
    attended = whole.attended
    why = []
    if len(over) >= LAST:
        if all(one.entries[person].part.status is Status.ABSENT for one in over[-LAST:]):
            why.append(Why.LAST_MISSED)
        if 2 * attended.present < attended.sessions:
            why.append(Why.SELDOM_PRESENT)
    right, quizzes = group
    if whole.quizzes >= FEWEST_ANSWERS and 4 * whole.right * quizzes < 3 * right * whole.quizzes:
        why.append(Why.SELDOM_RIGHT)
    return why


def _mean(values: Sequence[int]) -> float:
    return sum(values) / len(values) if values else 0.0

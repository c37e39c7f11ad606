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
# A person who missed this many sessions in a row, up to the last, falls behind.
LAST_SESSIONS = 2


class Entry(NamedTuple):
    """A person in one session, who answered `quizzes` finished quizzes, `right` of them rightly."""

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

    def status_count(self, status: Status) -> int:
        return sum(entry.part.status is status for entry in self.entries.values())

    @property
    def mean_minutes(self) -> float:
        """The mean minutes of people who attended."""
        return _mean([entry.part.minutes for entry in self.attendees])

    @property
    def mean_answered(self) -> float:
        """The mean number of polls that people who attended answered."""
        return _mean([entry.part.answered for entry in self.attendees])

    @property
    def attendees(self) -> Sequence[Entry]:
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

    attendance: Sums
    right: int
    quizzes: int


class BehindReason(StrEnum):
    """The reasons why a person counts as falling behind."""

    LAST_MISSED = "last_missed"
    SELDOM_PRESENT = "seldom_present"
    SELDOM_RIGHT = "seldom_right"


def total(sessions: Sequence[HeldSession], person: int) -> Total:
    entries = [session.entries.get(person) for session in sessions]
    known_entries = [entry for entry in entries if entry is not None]
    return Total(
        attendance=Sums(tuple(None if entry is None else entry.part for entry in entries)),
        right=sum(entry.right for entry in known_entries),
        quizzes=sum(entry.quizzes for entry in known_entries),
    )


def right_answers(sessions: Sequence[HeldSession]) -> tuple[int, int]:
    """Return the group's right answers and answers to quizzes, in sessions that are over."""
    finished_sessions = [session for session in sessions if session.is_over]
    return sum(session.right for session in finished_sessions), sum(
        session.quizzes for session in finished_sessions
    )


def reasons_behind(
    sessions: Sequence[HeldSession], person: int, group: tuple[int, int]
) -> list[BehindReason]:
    """Return the reasons why a person is behind, by sessions that are over.

    The reasons: the person was absent from the last two sessions; was present by the rule in fewer
    than half of at least two sessions; or answered at least four quizzes, but rightly less than
    three quarters as often as the group (see `right_answers`).
    """
    finished_sessions = [
        session for session in sessions if session.is_over and person in session.entries
    ]
    sums = total(finished_sessions, person)
    attendance = sums.attendance
    reasons = []
    if len(finished_sessions) >= LAST_SESSIONS:
        if all(
            session.entries[person].part.status is Status.ABSENT
            for session in finished_sessions[-LAST_SESSIONS:]
        ):
            reasons.append(BehindReason.LAST_MISSED)
        if 2 * attendance.present < attendance.sessions:
            reasons.append(BehindReason.SELDOM_PRESENT)
    right, quizzes = group
    if sums.quizzes >= FEWEST_ANSWERS and 4 * sums.right * quizzes < 3 * right * sums.quizzes:
        reasons.append(BehindReason.SELDOM_RIGHT)
    return reasons


def _mean(values: Sequence[int]) -> float:
    return sum(values) / len(values) if values else 0.0

"""The few figures at the head of a report. Pure; no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webinar.attendance.queries import Attendance
from webinar.permissions import Role
from webinar.reports.queries import PollResult, StepRecord
from webinar.steps.moves import FOLLOWED


@dataclass(frozen=True)
class Figures:
    """Participants only: those who run a session are neither counted nor averaged.

    `attended` were there at any moment of the session itself; `mean_minutes` is over these.
    `polls_answered` got at least one answer; `mean_voters` is over all that were opened.
    """

    joined: int
    attended: int
    mean_minutes: int
    session_minutes: int
    polls_opened: int
    polls_answered: int
    mean_voters: int
    steps: int
    steps_agreed: int


def figures(
    rows: Sequence[Attendance], polls: Sequence[PollResult], steps: Sequence[StepRecord]
) -> Figures:
    participants = [row for row in rows if row.role is Role.PARTICIPANT]
    attended = [row for row in participants if row.presence.stretches]
    return Figures(
        joined=len(participants),
        attended=len(attended),
        mean_minutes=_mean([row.presence.seconds for row in attended], 60),
        session_minutes=_mean([row.session_seconds for row in rows], 60),
        polls_opened=len(polls),
        polls_answered=sum(1 for poll in polls if poll.voters),
        mean_voters=_mean([poll.voters for poll in polls]),
        steps=len(steps),
        steps_agreed=sum(1 for step in steps if step.state in FOLLOWED),
    )


def _mean(values: Sequence[int], unit: int = 1) -> int:
    """In whole units, halves rounded up; of nothing it is 0."""
    whole = unit * len(values)
    return (2 * sum(values) + whole) // (2 * whole) if whole else 0

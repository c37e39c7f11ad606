"""The few figures at the head of a report. Pure; no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webinar.kit.rounding import whole_minutes
from webinar.live.polls.results import PollResult
from webinar.live.steps.moves import FOLLOWED
from webinar.results.attendance.rules import Frame
from webinar.results.reports.persons import PersonRow
from webinar.results.reports.queries import StepRecord


@dataclass(frozen=True)
class Figures:
    """Figures of participants only: hosts are neither counted nor averaged.

    `attended` counts people who were there at any moment of the session itself, or whose correction
    says that they attended; `mean_minutes` is the mean of their credited minutes. `polls_answered`
    counts polls with at least one answer; `mean_voters` is the mean over all opened polls.
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
    participants: Sequence[PersonRow],
    frame: Frame,
    polls: Sequence[PollResult],
    steps: Sequence[StepRecord],
) -> Figures:
    attendees = [row for row in participants if row.attended]
    return Figures(
        joined=len(participants),
        attended=len(attendees),
        mean_minutes=_mean([row.minutes for row in attendees]),
        session_minutes=_session_minutes(frame),
        polls_opened=len(polls),
        polls_answered=sum(1 for poll in polls if poll.voters),
        mean_voters=_mean([poll.voters for poll in polls]),
        steps=len(steps),
        steps_agreed=sum(1 for step in steps if step.state in FOLLOWED),
    )


def _session_minutes(frame: Frame) -> int:
    if frame.begin is None:
        return 0
    return whole_minutes(round((frame.end - frame.begin).total_seconds()))


def _mean(values: Sequence[int]) -> int:
    """Return the mean as a whole number, halves rounded up; 0 for no values."""
    number = len(values)
    return (2 * sum(values) + number) // (2 * number) if number else 0

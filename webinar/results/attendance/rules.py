"""Judging attendance: pure functions of the measured values and of the organiser's rule.

Minutes are whole, as they are shown, so that a reader of a register can check the judgement.
*Measured* minutes were observed. *Credited* minutes follow from a correction; without one, they are
the measured minutes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from webinar.kit.intervals import Presence, Stretch
from webinar.kit.rounding import part_needed, whole_minutes
from webinar.results.attendance.models import Correction, Status
from webinar.results.attendance.share import due_minutes
from webinar.room.engine.models import Ending


@dataclass(frozen=True)
class Rule:
    """The values of an `AttendanceRule`. `polls` is the number of polls that must be answered."""

    percent: int = 80
    polls: int = 0
    late_minutes: int = 10
    early_minutes: int = 10
    counts_later: bool = False


DEFAULT = Rule()


@dataclass(frozen=True)
class Frame:
    """The session against which a person is measured. `polls` is the number of polls asked."""

    begin: datetime | None
    end: datetime
    planned_minutes: int
    polls: int

    @property
    def minutes(self) -> int:
        """The session's due minutes, of which the rule requires a percentage."""
        return due_minutes(self.begin, self.end, self.planned_minutes)


@dataclass(frozen=True)
class Gap:
    """An absence between two stretches; `ending` is how the first of them ended, if known."""

    stretch: Stretch
    ending: Ending | None


@dataclass(frozen=True)
class Measured:
    """One person's measured attendance of one session, for all their members together.

    `answered` is the number of polls they voted in; `later_seconds` the time of their later study.
    """

    presence: Presence = Presence()
    gaps: tuple[Gap, ...] = ()
    answered: int = 0
    later_seconds: int = 0

    @property
    def later_minutes(self) -> int:
        """The minutes of later study, which are never part of the live minutes."""
        return whole_minutes(self.later_seconds)


@dataclass(frozen=True)
class Judged:
    """The status by the rule, the number of polls that the rule required, and remarks.

    `left` counts the absences that began when the person closed the page; `lost` counts all others,
    in which the link was lost.
    """

    status: Status
    needed_polls: int
    is_late: bool = False
    left_early: bool = False
    left: int = 0
    lost: int = 0

    @property
    def returned(self) -> int:
        return self.left + self.lost


def needed_minutes(rule: Rule, frame: Frame) -> int:
    return part_needed(rule.percent, frame.minutes)


def credited_minutes(status: Status | None, minutes: int | None, measured: int, due: int) -> int:
    """Return the credited live minutes for a correction with this `status` and these `minutes`.

    An absent person is credited with none. Otherwise corrected minutes are credited as written. If
    only the status was corrected, to present, all `due` minutes are credited, or the measured
    minutes if those are more. In all other cases the measured minutes are credited.
    """
    if status is Status.ABSENT:
        return 0
    if minutes is not None:
        return minutes
    return max(measured, due) if status is Status.PRESENT else measured


def status_of(
    rule: Rule, measured: Measured, frame: Frame, minutes: int | None = None
) -> tuple[Status, bool]:
    """Return the status by the rule, and whether the person has it only thanks to later study.

    If `minutes` are given, they replace the measured ones. A person who was never there is absent;
    a person who meets the whole rule is present.
    """
    was_there = bool(measured.presence.stretches) if minutes is None else minutes > 0
    live = measured.presence.minutes if minutes is None else minutes
    later = measured.later_minutes if rule.counts_later else 0
    if not was_there and not later:
        return Status.ABSENT, False
    required_minutes = needed_minutes(rule, frame)
    if measured.answered < min(rule.polls, frame.polls) or live + later < required_minutes:
        return Status.PARTLY, False
    return Status.PRESENT, live < required_minutes or not was_there


def correction_in_force(corrections: Iterable[Correction]) -> Correction | None:
    """Return the latest of a person's corrections; None if it took an earlier one back."""
    last = max(corrections, key=lambda correction: correction.id, default=None)
    return last if last and (last.status is not None or last.minutes is not None) else None


def outcome_of(
    rule: Rule, measured: Measured, frame: Frame, correction: Correction | None
) -> tuple[Status, int, bool]:
    """Return the status, the credited live minutes, and whether later study alone gave the status.

    If a correction gives only minutes, the rule judges those minutes.
    """
    live = measured.presence.minutes
    if correction is None:
        status, is_later = status_of(rule, measured, frame)
        return status, live, is_later
    credited = credited_minutes(correction.status, correction.minutes, live, frame.minutes)
    if correction.status is not None:
        return correction.status, credited, False
    status, is_later = status_of(rule, measured, frame, credited)
    return status, credited, is_later


def judge(rule: Rule, measured: Measured, frame: Frame) -> Judged:
    """Judge the measured values by the rule."""
    presence = measured.presence
    status, _ = status_of(rule, measured, frame)
    first, last = presence.first_seen, presence.last_seen
    late, early = timedelta(minutes=rule.late_minutes), timedelta(minutes=rule.early_minutes)
    lost = sum(gap.ending is not Ending.LEFT for gap in measured.gaps)
    return Judged(
        status=status,
        needed_polls=min(rule.polls, frame.polls),
        is_late=bool(first and frame.begin and first > frame.begin + late),
        left_early=bool(last and last < frame.end - early),
        left=len(measured.gaps) - lost,
        lost=lost,
    )

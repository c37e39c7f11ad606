"""Judging attendance: pure functions of what was measured and of the organiser's rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from webinar.attendance.models import Ending, Status
from webinar.attendance.share import due_seconds
from webinar.attendance.union import Presence, Stretch


@dataclass(frozen=True)
class Rule:
    """See `AttendanceRule`. `polls` is how many of those that were asked must be answered."""

    percent: int = 80
    polls: int = 0
    late_minutes: int = 10
    early_minutes: int = 10
    counts_later: bool = False


DEFAULT = Rule()


@dataclass(frozen=True)
class Frame:
    """The session that somebody is measured against. `polls` is how many were asked in it."""

    begin: datetime | None
    end: datetime
    planned_minutes: int
    polls: int

    @property
    def seconds(self) -> int:
        """What is due of it, and what a share is of."""
        return due_seconds(self.begin, self.end, self.planned_minutes)


@dataclass(frozen=True)
class Gap:
    """An absence between two stretches; `ending` is how it began, if that is known."""

    stretch: Stretch
    ending: Ending | None


@dataclass(frozen=True)
class Measured:
    """One person's part in one session, all their members together.

    `answered` is in how many polls they voted; `later_seconds` what they studied afterwards.
    """

    presence: Presence = Presence()
    gaps: tuple[Gap, ...] = ()
    answered: int = 0
    later_seconds: int = 0


@dataclass(frozen=True)
class Judged:
    """The status by the rule, what it asked for, and what is remarked beside it.

    `left` and `lost` count the absences in between: those that somebody began by closing the
    page, and those in which a link was lost. `is_later`: only what was studied afterwards made it.
    """

    status: Status
    needed_seconds: int
    needed_polls: int
    is_late: bool = False
    left_early: bool = False
    left: int = 0
    lost: int = 0
    is_later: bool = False

    @property
    def returned(self) -> int:
        return self.left + self.lost


def judge(rule: Rule, measured: Measured, frame: Frame) -> Judged:
    """Whoever was never there is absent; whoever does all that the rule asks is present."""
    needed_seconds = -(-frame.seconds * rule.percent // 100)
    needed_polls = min(rule.polls, frame.polls)
    presence = measured.presence
    live, later = presence.seconds, measured.later_seconds if rule.counts_later else 0
    did_polls = measured.answered >= needed_polls
    status, is_later = Status.PARTLY, False
    if not presence.stretches and not later:
        status = Status.ABSENT
    elif did_polls and live >= needed_seconds:
        status = Status.PRESENT
    elif did_polls and live + later >= needed_seconds:
        status, is_later = Status.PRESENT, True
    first, last = presence.first_seen, presence.last_seen
    late, early = timedelta(minutes=rule.late_minutes), timedelta(minutes=rule.early_minutes)
    lost = sum(gap.ending is not Ending.LEFT for gap in measured.gaps)
    return Judged(
        status=status,
        needed_seconds=needed_seconds,
        needed_polls=needed_polls,
        is_late=bool(first and frame.begin and first > frame.begin + late),
        left_early=bool(last and last < frame.end - early),
        left=len(measured.gaps) - lost,
        lost=lost,
        is_later=is_later,
    )

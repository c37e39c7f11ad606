"""Common parts of files in other programs' layouts: the people present, stretch by stretch. Pure.

These layouts are fixed: a column that a profile holds back stays, with empty cells. Times are in
the session's zone without an offset, as those programs write them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from webinar.kit.files.csv_export import guard
from webinar.kit.files.tables import Field, Someone, clean
from webinar.kit.intervals import Stretch
from webinar.kit.permissions import Role
from webinar.kit.rounding import whole_minutes
from webinar.live.polls.results import PollResult
from webinar.results.reports.attending import AttendanceRecord
from webinar.results.reports.ballots import BallotRecord
from webinar.results.reports.profiles import Profile, name_or_number
from webinar.results.reports.session import ReportedSession

Row = Sequence[str]


@dataclass(frozen=True)
class ShapedData:
    """The data of one of these files; only a report of polls needs `polls` and `ballots`."""

    session: ReportedSession
    people: Sequence[AttendanceRecord]
    polls: Sequence[PollResult] = ()
    ballots: Sequence[BallotRecord] = ()

    @property
    def hosts(self) -> list[AttendanceRecord]:
        return [person for person in self.people if person.role is Role.HOST]

    @property
    def helpers(self) -> list[AttendanceRecord]:
        """Presenters, moderators and interpreters."""
        return [
            person for person in self.people if person.role not in (Role.HOST, Role.PARTICIPANT)
        ]

    @property
    def participants(self) -> list[AttendanceRecord]:
        """The people on the roster, including those who never came, and guests."""
        return [person for person in self.people if person.role is Role.PARTICIPANT]

    @property
    def seconds(self) -> int:
        began, ended = self.session.started_at, self.session.as_of
        return round((ended - began).total_seconds()) if began else 0


class CellWriter:
    """Makes the cells of one file; cells that its profile holds back are empty."""

    def __init__(self, data: ShapedData, profile: Profile) -> None:
        self.zone = data.session.zone
        self.profile = profile

    def name(self, person: Someone) -> str:
        return guard(name_or_number(person, self.profile))

    def field(self, field: Field, text: str) -> str:
        return guard(clean(text)) if field in self.profile.fields else ""

    def zoom_time(self, at: datetime | None) -> str:
        """Write the time as `08/09/2026 10:45:00 AM`."""
        return (
            ""
            if at is None
            else f"{at.astimezone(self.zone):%m/%d/%Y %I:%M:%S} {self._half_of_day(at)}"
        )

    def teams_time(self, at: datetime | None) -> str:
        """Write the time as `11/26/26, 4:16:55 PM`."""
        if at is None:
            return ""
        local = at.astimezone(self.zone)
        hour = local.hour % 12 or 12
        return f"{local.month}/{local.day}/{local:%y}, {hour}:{local:%M:%S} {self._half_of_day(at)}"

    def _half_of_day(self, at: datetime) -> str:
        return "AM" if at.astimezone(self.zone).hour < 12 else "PM"


def minutes_of(stretches: Sequence[Stretch]) -> list[int]:
    """Return each stretch in whole minutes, so that they add up to the rounded sum of all.

    A remainder is carried over to the next stretch.
    """
    counted_minutes, minutes, seconds = 0, [], 0.0
    for stretch in stretches:
        seconds += (stretch.end - stretch.begin).total_seconds()
        total = whole_minutes(round(seconds))
        minutes.append(total - counted_minutes)
        counted_minutes = total
    return minutes


def write_rows(rows: Iterable[Row], delimiter: str = ",") -> str:
    """Return the rows as CSV, with quotes only where they are needed, as in those programs."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()

"""Attendance as Microsoft Teams lays it out: UTF-16, tabs between cells, three sections.

Such a report omits people who never came. Its sections and headings are always English, because
other programs look for them.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping

from webinar.kit.files.csv_export import guard
from webinar.kit.files.tables import Field, clean
from webinar.kit.permissions import Role
from webinar.results.reports.attending import AttendanceRecord
from webinar.results.reports.profiles import Profile
from webinar.results.reports.shaped import Gathered, Row, Teller, write_rows

_PARTICIPANTS = (
    *("Name", "First Join", "Last Leave", "In-Meeting Duration", "Email"),
    *("Participant ID (UPN)", "Role"),
)
_ACTIVITIES = ("Name", "Join Time", "Leave Time", "Duration", "Email", "Role")
_ROLES: Mapping[Role, str] = {Role.HOST: "Organizer", Role.PARTICIPANT: "Attendee"}


def attendance_report(gathered: Gathered, profile: Profile) -> bytes:
    """Return the report as UTF-16, little-endian, with a byte order mark."""
    rows = _rows(gathered, Teller(gathered, profile))
    return codecs.BOM_UTF16_LE + write_rows(rows, "\t").encode("utf-16-le")


def _rows(gathered: Gathered, tell: Teller) -> Iterator[Row]:
    session = gathered.session
    there = [person for person in gathered.people if person.presence.stretches]
    whole = sum(one.presence.seconds for one in there)
    yield ("1. Summary",)
    yield ("Meeting title", guard(clean(session.title)))
    yield ("Attended participants", str(len(there)))
    yield ("Start time", tell.teams_time(session.started_at))
    yield ("End time", tell.teams_time(session.ended_at))
    yield ("Meeting duration", duration(gathered.seconds))
    yield ("Average attendance time", duration(round(whole / len(there)) if there else 0))
    yield ()
    yield ("2. Participants",)
    yield _PARTICIPANTS
    for one in there:
        yield (
            tell.name(one.who),
            tell.teams_time(one.presence.first_seen),
            tell.teams_time(one.presence.last_seen),
            duration(one.presence.seconds),
            tell.field(Field.EMAIL, one.email),
            _id(one, tell),
            _role(one),
        )
    yield ()
    yield ("3. In-Meeting Activities",)
    yield _ACTIVITIES
    for one in there:
        for stretch in one.presence.stretches:
            yield (
                tell.name(one.who),
                tell.teams_time(stretch.begin),
                tell.teams_time(stretch.end),
                duration(round((stretch.end - stretch.begin).total_seconds())),
                tell.field(Field.EMAIL, one.email),
                _role(one),
            )


def _id(one: AttendanceRecord, tell: Teller) -> str:
    """Return the organisation's id of the person, or else their e-mail address."""
    own = tell.field(Field.EXTERNAL_ID, one.external_id)
    return own or tell.field(Field.EMAIL, one.email)


def _role(one: AttendanceRecord) -> str:
    return _ROLES.get(one.role, "Presenter")


def duration(seconds: int) -> str:
    """Write a duration as `1h 1m 55s`, without leading units that are zero."""
    hours, minutes = divmod(seconds // 60, 60)
    parts = [(hours, "h"), (minutes, "m"), (seconds % 60, "s")]
    while len(parts) > 1 and not parts[0][0]:
        parts.pop(0)
    return " ".join(f"{number}{unit}" for number, unit in parts)

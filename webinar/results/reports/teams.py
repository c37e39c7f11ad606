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
from webinar.results.reports.shaped import CellWriter, Row, ShapedData, write_rows

_PARTICIPANTS = (
    *("Name", "First Join", "Last Leave", "In-Meeting Duration", "Email"),
    *("Participant ID (UPN)", "Role"),
)
_ACTIVITIES = ("Name", "Join Time", "Leave Time", "Duration", "Email", "Role")
_ROLES: Mapping[Role, str] = {Role.HOST: "Organizer", Role.PARTICIPANT: "Attendee"}


def attendance_report(data: ShapedData, profile: Profile) -> bytes:
    """Return the report as UTF-16, little-endian, with a byte order mark."""
    rows = _rows(data, CellWriter(data, profile))
    return codecs.BOM_UTF16_LE + write_rows(rows, "\t").encode("utf-16-le")


def _rows(data: ShapedData, cells: CellWriter) -> Iterator[Row]:
    session = data.session
    attendees = [person for person in data.people if person.presence.stretches]
    seconds = sum(attendee.presence.seconds for attendee in attendees)
    yield ("1. Summary",)
    yield ("Meeting title", guard(clean(session.title)))
    yield ("Attended participants", str(len(attendees)))
    yield ("Start time", cells.teams_time(session.started_at))
    yield ("End time", cells.teams_time(session.ended_at))
    yield ("Meeting duration", duration(data.seconds))
    yield ("Average attendance time", duration(round(seconds / len(attendees)) if attendees else 0))
    yield ()
    yield ("2. Participants",)
    yield _PARTICIPANTS
    for attendee in attendees:
        yield (
            cells.name(attendee.person),
            cells.teams_time(attendee.presence.first_seen),
            cells.teams_time(attendee.presence.last_seen),
            duration(attendee.presence.seconds),
            cells.field(Field.EMAIL, attendee.email),
            _participant_id(attendee, cells),
            _role(attendee),
        )
    yield ()
    yield ("3. In-Meeting Activities",)
    yield _ACTIVITIES
    for attendee in attendees:
        for stretch in attendee.presence.stretches:
            yield (
                cells.name(attendee.person),
                cells.teams_time(stretch.begin),
                cells.teams_time(stretch.end),
                duration(round((stretch.end - stretch.begin).total_seconds())),
                cells.field(Field.EMAIL, attendee.email),
                _role(attendee),
            )


def _participant_id(attendee: AttendanceRecord, cells: CellWriter) -> str:
    """Return the organisation's id of the person, or else their e-mail address."""
    external_id = cells.field(Field.EXTERNAL_ID, attendee.external_id)
    return external_id or cells.field(Field.EMAIL, attendee.email)


def _role(attendee: AttendanceRecord) -> str:
    return _ROLES.get(attendee.role, "Presenter")


def duration(seconds: int) -> str:
    """Write a duration as `1h 1m 55s`, without leading units that are zero."""
    hours, minutes = divmod(seconds // 60, 60)
    parts = [(hours, "h"), (minutes, "m"), (seconds % 60, "s")]
    while len(parts) > 1 and not parts[0][0]:
        parts.pop(0)
    return " ".join(f"{number}{unit}" for number, unit in parts)

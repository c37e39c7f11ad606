"""Attendance as Zoom lays it out: the webinar's attendee report, the meeting's participants.

As in Zoom, there is one row per join. Here, however, one person's joins never overlap, since two
devices at once count as one presence: a person's rows add up to the minutes they were there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from webinar.kit.files.csv_export import guard
from webinar.kit.files.tables import Field, clean
from webinar.kit.rounding import whole_minutes
from webinar.results.reports.attending import AttendanceRecord
from webinar.results.reports.profiles import Profile
from webinar.results.reports.shaped import CellWriter, Row, ShapedData, minutes_of, write_rows

_SUMMARY_HEADINGS = (
    *("Topic", "Webinar ID", "Actual Start Time", "Actual Duration (minutes)"),
    *("# Registrants", "Unique Viewers", "Total Users"),
)
_STAFF_HEADINGS = (
    *("Attended", "User Name (Original Name)", "Email", "Join Time", "Leave Time"),
    *("Time in Session (minutes)", "Is Guest", "Country/Region Name"),
)
_ATTENDEE_HEADINGS = (
    *("Attended", "User Name (Original Name)", "First Name", "Last Name", "Email", "Phone"),
    *("Registration Time", "Approval Status", "Join Time", "Leave Time"),
    *("Time in Session (minutes)", "Is Guest"),
)
# Zoom's report puts everything that the organiser asked for besides the name before the country.
_REGISTRATION_FIELDS = (
    ("Rank", Field.RANK, "rank"),
    ("Position", Field.POSITION, "position"),
    ("Unit", Field.UNIT, "unit"),
    ("External ID", Field.EXTERNAL_ID, "external_id"),
)
_MEETING_HEADINGS = (
    *("Meeting ID", "Topic", "Start Time", "End Time", "User Email", "Duration (Minutes)"),
    *("Participants", ""),
)
_PARTICIPANT_HEADINGS = (
    *("Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)"),
    "Guest",
)
_NO_JOIN = ("--", "--", "--", "--")
_NO_COUNTRY = ""


def webinar_report(data: ShapedData, profile: Profile) -> bytes:
    """Return the Attendee Report of a webinar."""
    return _encode(_webinar_rows(data, CellWriter(data, profile)))


def meeting_participants(data: ShapedData, profile: Profile) -> bytes:
    """Return the participants of a meeting, without people who never came."""
    return _encode(_meeting_rows(data, CellWriter(data, profile)))


def _webinar_rows(data: ShapedData, cells: CellWriter) -> Iterator[Row]:
    session, participants = data.session, data.participants
    attendee_count = sum(bool(participant.presence.stretches) for participant in participants)
    staff_count = sum(bool(person.presence.stretches) for person in (*data.hosts, *data.helpers))
    yield ("Attendee Report",)
    yield ("Report generated time", cells.zoom_time(session.as_of))
    yield _SUMMARY_HEADINGS
    yield (
        guard(clean(session.title)),
        session.code,
        cells.zoom_time(session.started_at),
        str(whole_minutes(data.seconds)),
        str(len(participants)),
        str(attendee_count),
        str(attendee_count + staff_count),
    )
    for heading, people in (
        ("Host Details", data.hosts),
        ("Panelist Details", data.helpers),
    ):
        yield (heading,)
        yield _STAFF_HEADINGS
        for person in people:
            identity = (cells.name(person.person), cells.field(Field.EMAIL, person.email))
            yield from _joins(person, cells, identity, (_NO_COUNTRY,))
    columns = [
        (heading, field, name)
        for heading, field, name in _REGISTRATION_FIELDS
        if field in cells.profile.fields
        and any(getattr(participant, name) for participant in participants)
    ]
    yield ("Attendee Details",)
    yield (*_ATTENDEE_HEADINGS, *(heading for heading, _, _ in columns), "Country/Region Name")
    for participant in participants:
        answers = (cells.field(field, getattr(participant, name)) for _, field, name in columns)
        yield from _joins(
            participant, cells, _registered(participant, cells), (*answers, _NO_COUNTRY)
        )


def _registered(participant: AttendanceRecord, cells: CellWriter) -> Row:
    """Return the person's cells.

    The server does not split names, so the cell of the first name has the whole name.
    """
    name = cells.name(participant.person)
    return (
        name,
        name,
        "",
        cells.field(Field.EMAIL, participant.email),
        cells.field(Field.PHONE, participant.phone),
        cells.zoom_time(participant.listed_at),
        "approved",
    )


def _joins(
    record: AttendanceRecord, cells: CellWriter, identity: Row, last_cells: Row
) -> Iterator[Row]:
    stretches = record.presence.stretches
    if not stretches:
        yield ("No", *identity, *_NO_JOIN, *last_cells)
    for stretch, minutes in zip(stretches, minutes_of(stretches), strict=True):
        times = (cells.zoom_time(stretch.begin), cells.zoom_time(stretch.end))
        yield ("Yes", *identity, *times, str(minutes), _guest_cell(record), *last_cells)


def _meeting_rows(data: ShapedData, cells: CellWriter) -> Iterator[Row]:
    session = data.session
    attendees = [person for person in data.people if person.presence.stretches]
    hosts = data.hosts
    yield _MEETING_HEADINGS
    yield (
        session.code,
        guard(clean(session.title)),
        cells.zoom_time(session.started_at),
        cells.zoom_time(session.ended_at),
        cells.field(Field.EMAIL, hosts[0].email if hosts else ""),
        str(whole_minutes(data.seconds)),
        str(len(attendees)),
        "",
    )
    yield ()
    yield _PARTICIPANT_HEADINGS
    for attendee in attendees:
        stretches = attendee.presence.stretches
        for stretch, minutes in zip(stretches, minutes_of(stretches), strict=True):
            yield (
                cells.name(attendee.person),
                cells.field(Field.EMAIL, attendee.email),
                cells.zoom_time(stretch.begin),
                cells.zoom_time(stretch.end),
                str(minutes),
                _guest_cell(attendee),
            )


def _guest_cell(record: AttendanceRecord) -> str:
    return "Yes" if record.is_guest else "No"


def _encode(rows: Iterable[Row]) -> bytes:
    return write_rows(rows).encode("utf-8-sig")

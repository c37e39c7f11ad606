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
from webinar.results.reports.shaped import Gathered, Row, Teller, minutes_of, write_rows

_SUMMARY = (
    *("Topic", "Webinar ID", "Actual Start Time", "Actual Duration (minutes)"),
    *("# Registrants", "Unique Viewers", "Total Users"),
)
_RAN = (
    *("Attended", "User Name (Original Name)", "Email", "Join Time", "Leave Time"),
    *("Time in Session (minutes)", "Is Guest", "Country/Region Name"),
)
_ATTENDED = (
    *("Attended", "User Name (Original Name)", "First Name", "Last Name", "Email", "Phone"),
    *("Registration Time", "Approval Status", "Join Time", "Leave Time"),
    *("Time in Session (minutes)", "Is Guest"),
)
# Zoom's report puts everything that the organiser asked for besides the name before the country.
_ASKED = (
    ("Rank", Field.RANK, "rank"),
    ("Position", Field.POSITION, "position"),
    ("Unit", Field.UNIT, "unit"),
    ("External ID", Field.EXTERNAL_ID, "external_id"),
)
_MEETING = (
    *("Meeting ID", "Topic", "Start Time", "End Time", "User Email", "Duration (Minutes)"),
    *("Participants", ""),
)
_PARTICIPANTS = (
    *("Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)"),
    "Guest",
)
_NEVER = ("--", "--", "--", "--")
_NOWHERE = ""


def webinar_report(gathered: Gathered, profile: Profile) -> bytes:
    """Return the Attendee Report of a webinar."""
    return _encode(_webinar_rows(gathered, Teller(gathered, profile)))


def meeting_participants(gathered: Gathered, profile: Profile) -> bytes:
    """Return the participants of a meeting, without people who never came."""
    return _encode(_meeting_rows(gathered, Teller(gathered, profile)))


def _webinar_rows(gathered: Gathered, tell: Teller) -> Iterator[Row]:
    session, participants = gathered.session, gathered.participants
    came = sum(bool(participant.presence.stretches) for participant in participants)
    ran = sum(bool(one.presence.stretches) for one in (*gathered.hosts, *gathered.helpers))
    yield ("Attendee Report",)
    yield ("Report generated time", tell.zoom_time(session.as_of))
    yield _SUMMARY
    yield (
        guard(clean(session.title)),
        session.code,
        tell.zoom_time(session.started_at),
        str(whole_minutes(gathered.seconds)),
        str(len(participants)),
        str(came),
        str(came + ran),
    )
    for heading, people in (
        ("Host Details", gathered.hosts),
        ("Panelist Details", gathered.helpers),
    ):
        yield (heading,)
        yield _RAN
        for person in people:
            who = (tell.name(person.who), tell.field(Field.EMAIL, person.email))
            yield from _joins(person, tell, who, (_NOWHERE,))
    asked = [
        (heading, field, name)
        for heading, field, name in _ASKED
        if field in tell.profile.fields
        and any(getattr(participant, name) for participant in participants)
    ]
    yield ("Attendee Details",)
    yield (*_ATTENDED, *(heading for heading, _, _ in asked), "Country/Region Name")
    for participant in participants:
        answers = (tell.field(field, getattr(participant, name)) for _, field, name in asked)
        yield from _joins(participant, tell, _registered(participant, tell), (*answers, _NOWHERE))


def _registered(one: AttendanceRecord, tell: Teller) -> Row:
    """Return the person's cells. First and last name are not known apart: one cell has both."""
    name = tell.name(one.who)
    return (
        name,
        name,
        "",
        tell.field(Field.EMAIL, one.email),
        tell.field(Field.PHONE, one.phone),
        tell.zoom_time(one.listed_at),
        "approved",
    )


def _joins(one: AttendanceRecord, tell: Teller, who: Row, after: Row) -> Iterator[Row]:
    stretches = one.presence.stretches
    if not stretches:
        yield ("No", *who, *_NEVER, *after)
    for stretch, minutes in zip(stretches, minutes_of(stretches), strict=True):
        times = (tell.zoom_time(stretch.begin), tell.zoom_time(stretch.end))
        yield ("Yes", *who, *times, str(minutes), _guest(one), *after)


def _meeting_rows(gathered: Gathered, tell: Teller) -> Iterator[Row]:
    session = gathered.session
    there = [person for person in gathered.people if person.presence.stretches]
    hosts = gathered.hosts
    yield _MEETING
    yield (
        session.code,
        guard(clean(session.title)),
        tell.zoom_time(session.started_at),
        tell.zoom_time(session.ended_at),
        tell.field(Field.EMAIL, hosts[0].email if hosts else ""),
        str(whole_minutes(gathered.seconds)),
        str(len(there)),
        "",
    )
    yield ()
    yield _PARTICIPANTS
    for one in there:
        stretches = one.presence.stretches
        for stretch, minutes in zip(stretches, minutes_of(stretches), strict=True):
            yield (
                tell.name(one.who),
                tell.field(Field.EMAIL, one.email),
                tell.zoom_time(stretch.begin),
                tell.zoom_time(stretch.end),
                str(minutes),
                _guest(one),
            )


def _guest(one: AttendanceRecord) -> str:
    return "Yes" if one.is_guest else "No"


def _encode(rows: Iterable[Row]) -> bytes:
    return write_rows(rows).encode("utf-8-sig")

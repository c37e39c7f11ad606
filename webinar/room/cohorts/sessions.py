"""A person's sessions, as the person's page, letters and calendar show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from babel.dates import format_time
from flask_babel import force_locale
from sqlalchemy.orm import Session as Database

from webinar.kit.days import day_in_words
from webinar.kit.files import ics
from webinar.kit.languages import LANGUAGES
from webinar.kit.numerals import comma, digits
from webinar.kit.zones import is_zone, local_time
from webinar.room.call.calendars import CalendarCall, calendar_call
from webinar.room.call.models import CallEntry
from webinar.room.call.queries import entries_by_room, entry_for
from webinar.room.call.wire import CallDetails, details
from webinar.room.rooms.models import Room, RoomState
from webinar.room.rooms.titles import title_in

# How long before a session its calendar entry goes off.
ALARM_MINUTES = 15


class Session(NamedTuple):
    """A session in its reader's language. `when` is the instant `starts` in words, in `zone`."""

    code: str
    title: str
    state: RoomState
    starts: datetime | None
    when: str
    zone: str
    minutes: int
    version: int
    is_cancelled: bool = False
    call: CallDetails | None = None
    calendar_call: CalendarCall = CalendarCall()


def sessions_of(db: Database, rooms: Sequence[Room], language: str) -> list[Session]:
    """Return the sessions of these rooms, each with its call for readers of this language."""
    entries = entries_by_room(db, rooms)
    with force_locale(LANGUAGES[language].locale):
        return [_session(room, entries.get(room.id, []), language) for room in rooms]


def _session(room: Room, entries: Sequence[CallEntry], language: str) -> Session:
    starts = room.planned_at or room.started_at
    entry = entry_for(entries, language)
    call = None if entry is None else details(entry)
    return Session(
        room.code,
        title_in(room, language),
        room.state,
        starts,
        "" if starts is None else when(starts, room.time_zone, language),
        room.time_zone,
        room.planned_minutes,
        room.version,
        room.cancelled_at is not None,
        call,
        CalendarCall() if call is None else calendar_call([call]),
    )


def when(starts: datetime, zone: str, language: str) -> str:
    """Return the day and time in this zone, in words of this language."""
    local, locale = local_time(starts, zone), LANGUAGES[language].locale
    day, time = day_in_words(local, "full", locale), format_time(local, "short", locale=locale)
    return digits(f"{day}{comma(language)}{time}", language)


def calendar(
    name: str, sessions: Sequence[Session], description: str, address: str, now: datetime
) -> bytes:
    """Return a calendar file (RFC 5545); importing it again updates sessions that have moved.

    `address` is the person's own page. Sessions without a time are left out.
    """
    entries = (entry_of(session, description, address) for session in sessions)
    return ics.calendar(name, filter(None, entries), now)


def entry_of(session: Session, description: str, address: str) -> ics.Entry | None:
    """Return the calendar entry of a session that has a time. Files and letters have the same."""
    if session.starts is None:
        return None
    host = urlsplit(address).hostname or "webinar"
    return ics.Entry(
        uid=f"session-{session.code}@{host}",
        # The version rises with every change of the session, including a change of its time.
        sequence=session.version,
        title=session.title,
        starts=session.starts,
        minutes=session.minutes,
        zone=session.zone if is_zone(session.zone) else "UTC",
        address=address,
        is_cancelled=session.is_cancelled,
        description="\n".join(
            filter(None, (description, address, session.calendar_call.description))
        ),
        place=session.calendar_call.place,
        conferences=session.calendar_call.conferences,
        alarm_minutes=ALARM_MINUTES,
    )

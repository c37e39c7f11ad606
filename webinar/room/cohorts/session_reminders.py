"""Reminders of sessions: the people to remind, and each reminder sent once. No Flask, no commit."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.people.audit.actions import note
from webinar.room.cohorts import queries
from webinar.room.cohorts.actions import locked
from webinar.room.cohorts.dates import RETRIED, is_sent
from webinar.room.cohorts.inviting import SENDING
from webinar.room.cohorts.models import Cohort, Person, PersonLink, SessionReminder
from webinar.room.rooms.models import Room, RoomState

AHEAD = timedelta(hours=24)


class Key(NamedTuple):
    """The key of a `SessionReminder`."""

    room_id: int
    person_id: int
    starts_at: datetime


class Reminding(NamedTuple):
    """A person to be reminded of a session."""

    key: Key
    room: Room
    person: Person
    link: PersonLink


def rooms_ahead(db: Session, cohort: Cohort, now: datetime) -> Sequence[Room]:
    """Return the sessions that begin within a day and are neither cancelled nor running."""
    return [room for room in queries.sessions_of(db, cohort) if _is_ahead(room, now)]


def people_to_remind(db: Session, cohort: Cohort, now: datetime) -> list[Reminding]:
    """Return whom to remind now: people with an address and a link who were not yet.

    A letter that gave the time within the day before the session counts as its reminder.
    """
    rooms = rooms_ahead(db, cohort, now)
    if not rooms:
        return []
    links, people = queries.links_of(db, cohort), queries.people_of(db, cohort)
    done = {key for key, row in _rows(db, rooms).items() if row.error not in RETRIED}
    return [
        Reminding(key, room, person, links[person.id])
        for room in rooms
        for person in people
        if person.email and person.id in links
        for key in [_key(room, person.id)]
        if key not in done and not _was_told(links[person.id], room)
    ]


def claim(db: Session, cohort_id: int, wanted: Collection[Key]) -> set[Key]:
    """Record these reminders as being sent; return those that no other process has recorded.

    Sessions that moved, began or were cancelled meanwhile are left out. If the server stops while
    it sends a reminder, that one is not sent again.
    """
    cohort, now = locked(db, cohort_id), clock.now()
    rooms = rooms_ahead(db, cohort, now)
    rows = _rows(db, rooms)
    times = {(room.id, room.planned_at) for room in rooms}
    claimed = set()
    for key in wanted:
        row = rows.get(key)
        is_done = row is not None and row.error not in RETRIED
        if is_done or (key.room_id, key.starts_at) not in times:
            continue
        if row is None:
            row = SessionReminder(**key._asdict())
            db.add(row)
        row.said_at, row.error = now, SENDING
        claimed.add(key)
    return claimed


def settle(
    db: Session, cohort_id: int, user_id: int, claimed: Collection[Key], errors: Mapping[Key, str]
) -> None:
    """Record the result of each claimed reminder; `errors` has "" for each that was sent."""
    for key in claimed:
        row = db.get(SessionReminder, key)
        if row is not None:
            row.said_at, row.error = clock.now(), errors.get(key, "later")
    for room_id in sorted({key.room_id for key in claimed}):
        results = [errors.get(key, "later") for key in claimed if key.room_id == room_id]
        note(
            db,
            "session.reminded",
            user_id,
            room_id=room_id,
            cohort_id=cohort_id,
            sent=results.count(""),
            failed=len(results) - results.count(""),
        )


def counts(
    db: Session, rooms: Sequence[Room], links: Collection[PersonLink]
) -> Mapping[int, tuple[int, int]]:
    """Return how many people were reminded of each session's present time, and how many not.

    A letter that counts as the reminder is among them; a reminder that failed is not.
    """
    reminded = {
        room.id: {link.person_id for link in links if _was_told(link, room)} for room in rooms
    }
    failed: dict[int, set[int]] = {room.id: set() for room in rooms}
    for key, row in _rows(db, rooms).items():
        if not row.error:
            reminded[key.room_id].add(key.person_id)
        elif row.error != SENDING:
            failed[key.room_id].add(key.person_id)
    return {
        room.id: (len(reminded[room.id]), len(failed[room.id] - reminded[room.id]))
        for room in rooms
    }


def _is_ahead(room: Room, now: datetime) -> bool:
    starts = room.planned_at
    is_planned = room.state is RoomState.PLANNED and room.cancelled_at is None
    return is_planned and starts is not None and now < starts <= now + AHEAD


def _key(room: Room, person_id: int) -> Key:
    assert room.planned_at is not None  # noqa: S101  the sessions ahead have a time
    return Key(room.id, person_id, room.planned_at)


def _was_told(link: PersonLink, room: Room) -> bool:
    starts = room.planned_at
    if starts is None or link.mailed_at is None or not is_sent(link):
        return False
    date = f"{clock.iso(starts)}/{room.planned_minutes}"
    return link.mailed_at > starts - AHEAD and (link.mailed_dates or {}).get(room.code) == date


def _rows(db: Session, rooms: Sequence[Room]) -> dict[Key, SessionReminder]:
    times = {room.id: room.planned_at for room in rooms}
    rows = db.scalars(select(SessionReminder).where(SessionReminder.room_id.in_(times)))
    return {
        Key(row.room_id, row.person_id, row.starts_at): row
        for row in rows
        if row.starts_at == times[row.room_id]
    }

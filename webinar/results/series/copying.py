"""Duplicates a session: the same team, cohort and settings, but another code. No Flask, no commit.

Each feature lists the tables whose rows are copied as its `copies`, and those that say who is
expected as its `copies_expected`. Its `copies_apart` set the duplicate where a copied row is not
enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from webinar import features
from webinar.content.editions.models import Edition
from webinar.kit import clock
from webinar.kit.db import Base
from webinar.kit.text import one_line
from webinar.people.accounts.models import User
from webinar.people.audit.actions import note
from webinar.people.ownership.actions import keep_access
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Room
from webinar.room.sessions import team
from webinar.room.sessions.actions import TITLE_LENGTH, create_room

# If the same form comes again within this time, the button was pressed twice.
RESENT_WITHIN = timedelta(seconds=20)

# The settings that are columns of the session's own row, besides those that `duplicate` is given.
CARRIED_COLUMNS = ("is_guarded", "holds_slides")


def duplicate(
    db: Session,
    room: Room,
    by: User,
    edition: Edition,
    title: str,
    planned_at: datetime | None,
    *,
    planned_minutes: int,
    time_zone: str,
    same_people: bool = True,
) -> Room:
    """Create a session like this one, of the same owners, at another time.

    Without `same_people`, it has neither the cohort nor the list of names. Nothing that happened in
    the session is copied: no participants, no corrections. Raises `Refused` with `title_empty`.
    """
    copy = create_room(
        db,
        db.get_one(User, room.owner_id),
        edition,
        title,
        planned_at=planned_at,
        planned_minutes=planned_minutes,
        time_zone=time_zone,
    )
    for column in CARRIED_COLUMNS:
        setattr(copy, column, getattr(room, column))
    for feature in features.every():
        expected = feature.copies_expected if same_people else ()
        for table in (*feature.copies, *expected):
            _copy_rows(db, table, room, copy)
    _copy_team(db, room, copy)
    db.flush()
    keep_access(db, copy, by)
    note(db, "session.copied", by.id, room_id=copy.id, source=room.id)
    for feature in features.every():
        for carry in feature.copies_apart.values():
            carry(db, room, copy, by)
    return copy


def expects_people(db: Session, room: Room) -> bool:
    """Whether the session has a cohort or a list of names, which a duplicate may take over."""
    tables = [table for feature in features.every() for table in feature.copies_expected]
    return any(
        db.scalars(select(table).filter_by(room_id=room.id).limit(1)).all() for table in tables
    )


def recent_duplicates(
    db: Session, room: Room, titles: Sequence[str], instants: Sequence[datetime | None]
) -> Sequence[Room]:
    """Return the duplicates for these times, if all were made within `RESENT_WITHIN`.

    Lock the organiser until the end of the transaction, so that no other request duplicates their
    sessions at the same time.
    """
    db.scalars(select(User).filter_by(id=room.owner_id).with_for_update()).one()
    duplicates = select(Room).where(
        Room.id != room.id,
        Room.owner_id == room.owner_id,
        Room.title.in_({one_line(title, TITLE_LENGTH, "title_empty") for title in titles}),
        Room.created_at > clock.now() - RESENT_WITHIN,
        Room.cancelled_at.is_(None),
    )
    rooms_by_time = {duplicate.planned_at: duplicate for duplicate in db.scalars(duplicates)}
    return [rooms_by_time[at] for at in instants] if rooms_by_time.keys() >= set(instants) else []


def _copy_rows(db: Session, table: type[Base], room: Room, copy: Room) -> None:
    columns = inspect(table).columns
    # Do not copy an `id`: the database assigns it.
    names = [name for name in columns.keys() if name != "id"]  # noqa: SIM118  not a dictionary
    for row in db.scalars(select(table).filter_by(room_id=room.id)).all():
        values = {name: getattr(row, name) for name in names}
        db.add(table(**{**values, "room_id": copy.id}))


def _copy_team(db: Session, room: Room, copy: Room) -> None:
    change = Change(db, copy, clock.now())
    for member in team.team_of(db, room):
        user = db.get(User, member.user_id)
        if member.role in team.HELPERS and user is not None and team.is_fit(user, member.role):
            team.appoint(change, user.id, team.task_of(member))

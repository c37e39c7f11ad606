"""Puts finished sessions away, and brings them back: their data, links and papers stay."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.people.accounts.models import User
from webinar.people.audit.actions import note
from webinar.people.ownership.queries import owned_ids
from webinar.room.rooms.models import Room, RoomState


def archive(db: Session, user: User, codes: Collection[str]) -> list[str]:
    """Put these sessions away, all or none; return the codes of those that were not yet.

    Raises `Refused`: `no_session_ticked`, `unknown_session`, `session_not_over`.
    """
    rooms = _own_rooms(db, user, codes)
    if any(room.state is not RoomState.ENDED for room in rooms):
        raise Refused("session_not_over")
    changed = [room for room in rooms if room.archived_at is None]
    for room in changed:
        room.archived_at = clock.now()
        note(db, "session.archived", user.id, room_id=room.id)
    return [room.code for room in changed]


def bring_back(db: Session, user: User, codes: Collection[str]) -> list[str]:
    """Undo `archive` for these sessions; return the codes of those that were archived.

    Raises `Refused`: `no_session_ticked`, `unknown_session`.
    """
    changed = [room for room in _own_rooms(db, user, codes) if room.archived_at is not None]
    for room in changed:
        room.archived_at = None
        note(db, "session.brought_back", user.id, room_id=room.id)
    return [room.code for room in changed]


def _own_rooms(db: Session, user: User, codes: Collection[str]) -> list[Room]:
    if not codes:
        raise Refused("no_session_ticked")
    rooms = db.scalars(select(Room).where(Room.code.in_(codes)).order_by(Room.id)).all()
    if len(rooms) != len(set(codes)) or len(owned_ids(db, user, rooms)) != len(rooms):
        raise Refused("unknown_session")
    return list(rooms)

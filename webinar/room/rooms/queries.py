"""Reads of rooms and members. Members are found through their room, never by id alone."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, bindparam, exists, select
from sqlalchemy.orm import Session, joinedload

from webinar.room.rooms.models import Member, Room, SamePerson, Seat


def find_room(db: Session, code: str) -> Room | None:
    """Return the room of this code with its edition, if there is one."""
    return db.scalar(_ROOM, {"code": code})


def find_member_at(db: Session, room: Room, browser_id: int | None) -> Member | None:
    """Return the member who sits at this browser in this room, unless removed."""
    if browser_id is None:
        return None
    return db.scalar(_AT_BROWSER, {"room_id": room.id, "browser_id": browser_id})


def find_member_of_user(db: Session, room: Room, user_id: int) -> Member | None:
    return db.scalar(
        select(Member).where(
            Member.room_id == room.id, Member.user_id == user_id, Member.removed_at.is_(None)
        )
    )


def members(db: Session, room: Room) -> Sequence[Member]:
    """Return all members in the order in which they joined."""
    return db.scalars(select(Member).where(Member.room_id == room.id).order_by(Member.number)).all()


# Built once: each join needs these several times, and building them costs more than asking.
_ROOM = select(Room).options(joinedload(Room.edition)).where(Room.code == bindparam("code"))
_AT_BROWSER = (
    select(Member)
    .join(Seat, Seat.member_id == Member.id)
    .where(
        Seat.room_id == bindparam("room_id"),
        Seat.browser_id == bindparam("browser_id"),
        Member.removed_at.is_(None),
    )
)


def is_counted() -> ColumnElement[bool]:
    """Return the condition that a member did not turn out to be another one."""
    return ~exists().where(SamePerson.member_id == Member.id)

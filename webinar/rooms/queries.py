"""Reads of rooms and members. A member is reached through the room, never by id alone."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from webinar.rooms.models import Member, Room, RoomState, Seat


def find_room(db: Session, code: str) -> Room | None:
    """The room with its edition."""
    return db.scalar(select(Room).options(joinedload(Room.edition)).filter_by(code=code))


def rooms_of_owner(db: Session, owner_id: int | None) -> Sequence[Room]:
    """The owner's rooms, newest first; all rooms when `owner_id` is None."""
    rooms = select(Room).order_by(Room.created_at.desc(), Room.id.desc())
    return db.scalars(rooms if owner_id is None else rooms.filter_by(owner_id=owner_id)).all()


def rooms_of_user(db: Session, user_id: int) -> Sequence[Room]:
    """The rooms in which this user is a member, newest first."""
    return db.scalars(
        select(Room)
        .join(Member, Member.room_id == Room.id)
        .where(Member.user_id == user_id, Member.removed_at.is_(None))
        .order_by(Room.created_at.desc(), Room.id.desc())
    ).all()


def find_member_at(db: Session, room: Room, browser_id: int | None) -> Member | None:
    """The member who sits at this browser in this room, unless removed."""
    if browser_id is None:
        return None
    return db.scalar(
        select(Member)
        .join(Seat, Seat.member_id == Member.id)
        .where(Seat.room_id == room.id, Seat.browser_id == browser_id, Member.removed_at.is_(None))
    )


def find_member_of_user(db: Session, room: Room, user_id: int) -> Member | None:
    return db.scalar(
        select(Member).where(
            Member.room_id == room.id, Member.user_id == user_id, Member.removed_at.is_(None)
        )
    )


def members(db: Session, room: Room) -> Sequence[Member]:
    """All members in the order in which they joined."""
    return db.scalars(select(Member).where(Member.room_id == room.id).order_by(Member.number)).all()


def count_members(db: Session, room: Room) -> int:
    return db.scalar(select(func.count()).select_from(Member).filter_by(room_id=room.id)) or 0


def live_rooms(db: Session) -> Sequence[Room]:
    return db.scalars(select(Room).filter_by(state=RoomState.LIVE)).all()

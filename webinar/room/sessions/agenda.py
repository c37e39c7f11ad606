"""The sessions on an organiser's home page, and the rights to see or change them. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, false, func, or_, select
from sqlalchemy.orm import Session, joinedload

from webinar import features
from webinar.kit import clock
from webinar.kit.permissions import HELPER_ROLES
from webinar.people.accounts.models import User, UserRole
from webinar.people.ownership.queries import belongs_to, may_change
from webinar.room.rooms.models import Member, Room, RoomState

# The page must stay short enough to survey; older sessions are among the reports.
FINISHED_SHOWN = 50
# After this time, organisers no longer intend to do what is left in a finished session.
RECENT = timedelta(days=30)


@dataclass(frozen=True)
class Agenda:
    """A user's sessions by state, each list with the most relevant first."""

    live: Sequence[Room]
    planned: Sequence[Room]
    finished: Sequence[Room]


def agenda_of(db: Session, user: User) -> Agenda:
    """Return the sessions that the user owns, shares or helps to run; all for an administrator.

    Archived sessions are left out.
    """
    rooms = visible_rooms(user).where(Room.archived_at.is_(None))
    live = rooms.filter_by(state=RoomState.LIVE).order_by(Room.started_at.desc(), Room.id.desc())
    planned = rooms.filter_by(state=RoomState.PLANNED).order_by(
        Room.planned_at.is_(None), Room.planned_at, Room.id
    )
    finished = rooms.filter_by(state=RoomState.ENDED).order_by(Room.ended_at.desc(), Room.id.desc())
    return Agenda(
        live=db.scalars(live).all(),
        planned=db.scalars(planned).all(),
        finished=db.scalars(finished.limit(FINISHED_SHOWN)).all(),
    )


def held_lately(db: Session, user: User, rooms: Sequence[Room]) -> list[Room]:
    """Return those of these sessions that the user owns or shares, and that were held lately."""
    since = clock.now() - RECENT
    held = [room for room in rooms if room.started_at and room.ended_at and room.ended_at >= since]
    if not held:
        return []
    is_own = Room.id.in_([room.id for room in held]) & belongs_to(Room, user)
    own_ids = set(db.scalars(select(Room.id).where(is_own)))
    return [room for room in held if room.id in own_ids]


def find_own_room(db: Session, user: User, code: str) -> Room | None:
    """Return the room if the user may change it; None for others' rooms and unknown codes."""
    return db.scalar(select(Room).where(Room.code == code, may_change(Room, user)))


def rooms_between(db: Session, user: User, since: datetime, until: datetime) -> Sequence[Room]:
    """Return the sessions in this period that the user owns or helps in, in order of time."""
    at = func.coalesce(Room.started_at, Room.planned_at)
    query = visible_rooms(user).where(at >= since, at < until)
    return db.scalars(query.options(joinedload(Room.edition)).order_by(at, Room.id)).all()


def find_seen_room(db: Session, user: User, code: str) -> Room | None:
    """Return the room if the user may see it."""
    return db.scalar(visible_rooms(user).where(Room.code == code))


def visible_rooms(user: User) -> Select[Room]:
    """Select the sessions that the user owns, shares, helps to run or, as a viewer, may look at."""
    if user.role is UserRole.ADMIN:
        return select(Room)
    if user.role is UserRole.VIEWER:
        # Viewers see the sessions of the cohorts whose results they may read.
        viewed_rooms = [
            feature.viewed_rooms for feature in features.every() if feature.viewed_rooms is not None
        ]
        return select(Room).where(
            or_(false(), *(Room.id.in_(ids_for(user)) for ids_for in viewed_rooms)),
            Room.state == RoomState.ENDED,
            Room.cancelled_at.is_(None),
        )
    helps_in = select(Member.room_id).where(
        Member.user_id == user.id, Member.role.in_(HELPER_ROLES), Member.removed_at.is_(None)
    )
    return select(Room).where(or_(belongs_to(Room, user), Room.id.in_(helps_in)))

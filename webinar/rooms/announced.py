"""What those who wait for a session are told: when it begins, and who speaks."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.accounts.models import User
from webinar.numerals import comma
from webinar.permissions import Role
from webinar.rooms.models import Member, Room, RoomState
from webinar.rooms.planning import local_time
from webinar.rooms.times import ShownTime, shown_time


@dataclass(frozen=True)
class Announced:
    """`local` is ISO 8601 with the offset where the session is held; `speakers` their names."""

    when: ShownTime | None
    local: str
    speakers: str


def announced(db: Session, room: Room) -> Announced | None:
    """None once the session has begun, for then the answer is on the screen."""
    if room.state is not RoomState.PLANNED:
        return None
    speakers = comma().join(f"\u2068{name}\u2069" for name in _speakers(db, room))
    if room.planned_at is None:
        return Announced(None, "", speakers)
    local = local_time(room.planned_at, room.time_zone).isoformat(timespec="minutes")
    return Announced(shown_time(room.planned_at, room.time_zone), local, speakers)


def _speakers(db: Session, room: Room) -> list[str]:
    """The presenters; the owner where nobody else was named."""
    presenters = (
        select(Member.name)
        .filter_by(room_id=room.id, role=Role.PRESENTER, removed_at=None)
        .order_by(Member.number)
    )
    found = list(db.scalars(presenters))
    return found or list(db.scalars(select(User.name).filter_by(id=room.owner_id)))

"""Ends forgotten sessions, as of their last event or the last sign of a host."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.permissions import HOST_ROLES
from webinar.kit.web.services import Services
from webinar.live.presence.actions import close_orphans
from webinar.room.engine.change import Change
from webinar.room.engine.models import Interval
from webinar.room.rooms.models import Member, Room, RoomState, TimelineEntry
from webinar.room.sessions.actions import end

log = logging.getLogger(__name__)


def close_lost_intervals(services: Services) -> None:
    """Close the intervals that no process writes to any more."""
    services.db.write(lambda db: close_orphans(db, clock.now()))


def end_forgotten(services: Services) -> int:
    """End the sessions that are forgotten by now, and return their number.

    Raises `Refused` if the database is unavailable.
    """
    minutes = services.settings.forgotten_after_minutes
    if not minutes:
        return 0
    silence = timedelta(minutes=minutes)
    with services.db.read() as db:
        live_rooms = db.scalars(
            select(Room).filter_by(state=RoomState.LIVE).order_by(Room.id)
        ).all()
        due_ids = [room.id for room in live_rooms if forgotten_at(db, room, clock.now(), silence)]
    return sum(_end_in_turn(services, room_id, silence) for room_id in due_ids)


def _end_in_turn(services: Services, room_id: int, silence: timedelta) -> bool:
    """End one session. An error in it is logged, so that the other sessions still end."""
    try:
        return bool(services.live.run(room_id, lambda change: _end_if_forgotten(change, silence)))
    except Refused:
        raise
    except Exception:
        log.exception("session %s is forgotten and could not be ended", room_id)
        return False


def forgotten_at(db: Session, room: Room, now: datetime, silence: timedelta) -> datetime | None:
    """Return the last sign of life of a forgotten session; None if it is not forgotten.

    A session is forgotten if its planned end is at least `after` ago, and if for at least `after`
    no host was there and nothing happened: no slide moved, no poll opened, nobody joined.
    """
    if room.state is not RoomState.LIVE or room.started_at is None:
        return None
    planned_end = room.started_at + timedelta(minutes=room.planned_minutes)
    if now < planned_end + silence:
        return None
    last = max(room.started_at, *_signs_of_life(db, room))
    return last if now >= last + silence else None


def _signs_of_life(db: Session, room: Room) -> list[datetime]:
    heard = (
        select(func.max(Interval.last_heard_at))
        .join(Member, Member.id == Interval.member_id)
        .where(Interval.room_id == room.id, Member.role.in_(HOST_ROLES))
    )
    happened = select(func.max(TimelineEntry.at)).where(TimelineEntry.room_id == room.id)
    return [moment for moment in (db.scalar(heard), db.scalar(happened)) if moment is not None]


def _end_if_forgotten(change: Change, silence: timedelta) -> bool:
    """End the session if it is still forgotten: a host may have come back before this change."""
    at = forgotten_at(change.db, change.room, change.at, silence)
    if at is not None:
        end(change, None, at)
    return at is not None

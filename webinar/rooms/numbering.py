"""Numbers within a room: what is named on the wire by the order in which it came."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webinar.db import Base
from webinar.rooms.models import Room


def last_number(db: Session, room: Room, kind: type[Base]) -> int:
    """The highest number that a thing of this kind has in the room, or 0.

    The room's row must be locked, as it is in a change: then nobody else takes the next one.
    """
    of: Any = kind
    return db.scalar(select(func.max(of.number)).filter_by(room_id=room.id)) or 0

"""Numbers that name things within a room on the wire, in the order in which they were made."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from sqlalchemy import ColumnElement, func, not_, select
from sqlalchemy.orm import Session

from webinar.kit.db import Base
from webinar.room.rooms.models import Room

# The highest number that members get and messages accept.
HIGHEST_NUMBER = 99_999
NumberOfMember = Annotated[int, msgspec.Meta(ge=1, le=HIGHEST_NUMBER)]
# Counted from 0.
SlideNumber = Annotated[int, msgspec.Meta(ge=0, le=9_999)]


def last_number(db: Session, room: Room, kind: type[Base]) -> int:
    """Return the highest number of a thing of this kind in the room, or 0.

    The room's row must be locked, as it is in a change, so that nobody else takes the next number.
    """
    table: Any = kind
    return db.scalar(select(func.max(table.number)).filter_by(room_id=room.id)) or 0


def places_for(
    db: Session,
    room: Room,
    kind: type[Base],
    count: int,
    most: int,
    is_gone: ColumnElement[bool],
    highest: int = 9_999,
) -> int:
    """Return how many of `count` new things of this kind the room has places for.

    A room has `most` places. A thing that fulfils the condition `is_gone` keeps its number but
    takes no place. `highest` is the highest number that messages on the wire accept. The room's
    row must be locked.
    """
    last = last_number(db, room, kind)
    if last + count <= most:
        # The usual case: there is no need to count.
        return count
    table: Any = kind
    counting = (
        select(func.count()).select_from(table).filter_by(room_id=room.id).where(not_(is_gone))
    )
    return max(0, min(count, most - (db.scalar(counting) or 0), highest - last))

"""Numbers within a room: they name things on the wire by the order in which they came."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from sqlalchemy import ColumnElement, func, not_, select
from sqlalchemy.orm import Session

from webinar.kit.db import Base
from webinar.room.rooms.models import Room

# The last number that a member is given and that messages take.
HIGHEST_NUMBER = 99_999
NumberOfMember = Annotated[int, msgspec.Meta(ge=1, le=HIGHEST_NUMBER)]


def last_number(db: Session, room: Room, kind: type[Base]) -> int:
    """The highest number that a thing of this kind has in the room, or 0.

    The room's row must be locked, as it is in a change: then nobody else takes the next one.
    """
    of: Any = kind
    return db.scalar(select(func.max(of.number)).filter_by(room_id=room.id)) or 0


def places_for(
    db: Session,
    room: Room,
    kind: type[Base],
    wanted: int,
    most: int,
    gone: ColumnElement[bool],
    highest: int = 9_999,
) -> int:
    """Return how many of the `wanted` new things of this kind find a place among the room's `most`.

    A thing that is `gone` keeps its number and takes no place. `highest` is the last number of all,
    which messages on the wire still take. The room's row must be locked.
    """
    last = last_number(db, room, kind)
    if last + wanted <= most:
        # The usual case, in which nothing needs to be counted.
        return wanted
    of: Any = kind
    there = select(func.count()).select_from(of).filter_by(room_id=room.id).where(not_(gone))
    return max(0, min(wanted, most - (db.scalar(there) or 0), highest - last))

"""The presenter's pointer, which is sent to all screens and stored nowhere."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.limits import POINTING
from webinar.kit.permissions import Can
from webinar.live.pointer import wire
from webinar.room.engine.registry import moment
from webinar.room.floor import actions as floor
from webinar.room.rooms.models import Member, Room


@moment("pointer.move", needs=Can.MOVE_SLIDES, message=wire.Point, limit=POINTING)
def move(_db: Session, room: Room, member: Member, message: wire.Point) -> wire.PointerMoved:
    """Show on every screen the place at which the presenter points.

    Refused: `floor_elsewhere`, `bad_message`.
    """
    floor.check(room, member)
    spot = message.spot
    if spot is not None and spot.block >= spot.blocks:
        raise Refused("bad_message")
    return wire.PointerMoved(set=wire.PointerView(spot))

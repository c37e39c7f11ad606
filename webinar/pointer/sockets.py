"""The presenter's pointer: of the moment, written nowhere."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.floor import actions as floor
from webinar.kit.errors import Refused
from webinar.live.limits import POINTING
from webinar.live.registry import moment
from webinar.permissions import Can
from webinar.pointer import wire
from webinar.rooms.models import Member, Room, RoomState


@moment("pointer.move", needs=Can.MOVE_SLIDES, message=wire.Point, limit=POINTING)
def move(_db: Session, room: Room, member: Member, message: wire.Point) -> wire.PointerMoved:
    """Show every screen what the presenter points at, while the session runs.

    Refused: `room_not_live`, `room_ended`, `floor_elsewhere`, `bad_message`.
    """
    if room.state is not RoomState.LIVE:
        raise Refused("room_ended" if room.state is RoomState.ENDED else "room_not_live")
    floor.check(room, member)
    spot = message.spot
    if spot is not None and spot.block >= spot.blocks:
        raise Refused("bad_message")
    return wire.PointerMoved(set=wire.PointerView(spot))

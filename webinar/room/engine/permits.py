"""Decides by the member's role and the session's state whether a command or query is allowed."""

from __future__ import annotations

from webinar.kit.errors import Refused
from webinar.kit.permissions import HasSeat, may
from webinar.room.engine.registry import Command, Query
from webinar.room.rooms.models import Room, RoomState


def why_not(room: Room, member: HasSeat | None, spec: Command | Query) -> Refused | None:
    """Return why this member may not send this command or query now, or None if they may.

    Codes: `not_allowed`, `room_not_live`, `room_already_started`, `room_ended`.
    """
    if not may(member, spec.needs):
        return Refused("not_allowed")
    return None if room.state in spec.states else _wrong_time(room.state)


def _wrong_time(state: RoomState) -> Refused:
    """Return the refusal of a command that is allowed only in another state of the session."""
    if state is RoomState.ENDED:
        return Refused("room_ended")
    return Refused("room_not_live" if state is RoomState.PLANNED else "room_already_started")

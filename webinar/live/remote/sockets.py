"""A remote's queries."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from webinar.kit.limits import SNAPSHOT
from webinar.kit.permissions import Can
from webinar.live.remote.wire import shortened
from webinar.room.engine.registry import query
from webinar.room.rooms.models import Member, Room
from webinar.room.sessions.snapshot import reply, snapshot
from webinar.room.sessions.wire import AskSnapshot


# `FOLLOW` is enough, so that a member who may no longer move the slides learns of the new role.
@query("remote.snapshot", needs=Can.FOLLOW, message=AskSnapshot, limit=SNAPSHOT)
def remote_snapshot(
    db: Session, room: Room, member: Member, message: AskSnapshot
) -> dict[str, Any]:
    """The parts of `room.snapshot` that a remote shows, without names, reasons and results."""
    return reply(shortened(snapshot(db, room, member)), message)

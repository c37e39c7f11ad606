"""What a remote asks for."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from webinar.live.limits import SNAPSHOT
from webinar.live.registry import query
from webinar.live.wire import Nothing
from webinar.permissions import Can
from webinar.remote.wire import shortened
from webinar.rooms.models import Member, Room
from webinar.rooms.snapshot import snapshot


# Who may move the slides no more hears by it that they are somebody else here now.
@query("remote.snapshot", needs=Can.FOLLOW, message=Nothing, limit=SNAPSHOT)
def remote_snapshot(db: Session, room: Room, member: Member, _nothing: Nothing) -> dict[str, Any]:
    """The same as `room.snapshot`, without the texts and results of polls."""
    return {"snapshot": shortened(snapshot(db, room, member))}

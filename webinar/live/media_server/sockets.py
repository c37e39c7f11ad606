"""The question that a member asks before connecting to the media server."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.limits import LISTENING
from webinar.kit.permissions import Can
from webinar.live.media_server.queries import media_grants
from webinar.room.engine.registry import query
from webinar.room.engine.wire import Nothing
from webinar.room.rooms.models import Member, Room, RoomState


@query("media.grants", needs=Can.FOLLOW, message=Nothing, limit=LISTENING)
def grants(db: Session, room: Room, member: Member, _message: Nothing) -> dict[str, Any]:
    """The member's rights at the media server: `turn` is null unless they speak in a channel.

    The address `/rooms/<code>/media-server` turns this into an access token.
    """
    if room.state is not RoomState.LIVE:
        raise Refused("room_not_live")
    return dict(media_grants(db, room, member))

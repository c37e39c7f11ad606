"""The question that a member asks before connecting to the media server."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.limits import LISTENING
from webinar.kit.permissions import Can
from webinar.live.media_server.queries import media_grants
from webinar.live.media_server.wire import AskGrants
from webinar.room.engine.registry import query
from webinar.room.rooms.models import Member, Room, RoomState


@query("media.grants", needs=Can.FOLLOW, message=AskGrants, limit=LISTENING)
def grants(db: Session, room: Room, member: Member, message: AskGrants) -> dict[str, Any]:
    """The member's rights at the media server: `channel` and `turn` say where they speak now.

    `heard` is the turn of the speaker of the channel asked about. All are null if there is none.
    The address `/rooms/<code>/media-server` turns this into access tokens.
    """
    if room.state is not RoomState.LIVE:
        raise Refused("room_not_live")
    return dict(media_grants(db, room, member, message.channel))

"""Reads what a member may do at the media server."""

from __future__ import annotations

from typing import TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.live.voice.models import VoiceChannel
from webinar.room.rooms.models import Member, Room


class MediaGrants(TypedDict):
    """`turn` is the member's turn in the channel in which they speak now; null if in none."""

    member: int
    turn: int | None


def media_grants(db: Session, room: Room, member: Member) -> MediaGrants:
    """Return the grants of this member: whoever holds a channel may send sound."""
    query = select(VoiceChannel.turn).filter_by(room_id=room.id, member_id=member.id)
    return MediaGrants(member=member.number, turn=db.scalars(query).first())

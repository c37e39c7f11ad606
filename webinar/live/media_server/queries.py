"""Reads what a member may do at the media server."""

from __future__ import annotations

from typing import TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.live.voice.models import VoiceChannel
from webinar.live.voice.queries import speaker_of
from webinar.room.rooms.models import Member, Room


class MediaGrants(TypedDict):
    """`channel` and `turn` say where the member speaks now; both null if nowhere.

    `heard` is the turn of whoever speaks now in the channel asked about; null if nobody does.
    """

    member: int
    channel: str | None
    turn: int | None
    heard: int | None


def media_grants(db: Session, room: Room, member: Member, channel: str) -> MediaGrants:
    """Return the grants of this member: whoever holds a channel may send sound."""
    query = select(VoiceChannel.channel, VoiceChannel.turn).filter_by(
        room_id=room.id, member_id=member.id
    )
    own_channel, own_turn = db.execute(query).first() or (None, None)
    speaker, turn = speaker_of(db, room.id, channel)
    return MediaGrants(
        member=member.number,
        channel=own_channel,
        turn=own_turn,
        heard=None if speaker is None else turn,
    )

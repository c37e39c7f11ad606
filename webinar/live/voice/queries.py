"""Reads the channels of a session."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.live.voice.models import VoiceChannel
from webinar.live.voice.wire import VoiceView
from webinar.room.rooms.models import Member, MemberNumber, Room


def channel_views(db: Session, room: Room) -> dict[str, VoiceView]:
    """Return the channels in which somebody has spoken, by name."""
    rows = db.execute(
        select(VoiceChannel, Member)
        .outerjoin(Member, Member.id == VoiceChannel.member_id)
        .where(VoiceChannel.room_id == room.id)
        .order_by(VoiceChannel.channel)
    )
    return {channel.channel: view_of(channel, member) for channel, member in rows}


def view_of(channel: VoiceChannel, speaker: Member | None) -> VoiceView:
    if speaker is None:
        return VoiceView(None, None, channel.turn, None, False)
    since = None if channel.since is None else int(channel.since.timestamp())
    return VoiceView(speaker.number, speaker.name, channel.turn, since, channel.is_offered)


def speaker_of(db: Session, room_id: int, channel: str) -> tuple[int | None, int]:
    """Return the id of the member who speaks in this channel, or None, and the turn."""
    row = db.execute(
        select(VoiceChannel.member_id, VoiceChannel.turn).filter_by(
            room_id=room_id, channel=channel
        )
    ).one_or_none()
    return (None, 0) if row is None else (row.member_id, row.turn)


def numbers_of(db: Session, member_ids: Collection[int]) -> dict[int, MemberNumber]:
    """Return the numbers of these members, by id."""
    rows = db.execute(select(Member.id, Member.number).where(Member.id.in_(member_ids)))
    return {member_id: number for member_id, number in rows}

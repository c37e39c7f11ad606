"""All changes of the speakers in the channels. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import select, update

from webinar.kit.errors import Refused
from webinar.kit.permissions import Can, can
from webinar.live.sound.channels import FLOOR
from webinar.live.voice import direction, wire
from webinar.live.voice.models import VoiceChannel
from webinar.live.voice.queries import view_of
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member

# A speaker renews every ten seconds. A speaker whose link has dropped keeps the channel for a
# moment, so that speaking goes on when the link is back.
LEASE = timedelta(seconds=25)
LAPSE = "voice.lapse"


def take(change: Change, member: Member, holder: int | None, wished: str | None = None) -> None:
    """Let the member speak in their channel, in place of `holder` (a member's number, or nobody).

    `wished` is another channel (see `direction`); the member then leaves the one they spoke in. A
    member who takes a channel again begins a new turn: the older tab stops. Refused: `no_lane` if
    the member may not speak there, `voice_moved` if somebody else was quicker.
    """
    channel = direction.channel_for(change.db, change.room, member, _channel_of(member), wished)
    row = _row_of_channel(change, channel)
    if row.member_id != member.id and _number_of_speaker(change, row) != holder:
        raise Refused("voice_moved")
    left = _row_of(change, member)
    if left is not None and left.channel != channel:
        _free(change, left)
    _begin_turn(change, row, member, LEASE)


def take_floor(change: Change, member: Member, lease: timedelta) -> None:
    """Let a member speak on the floor, in place of anybody. The caller checks that they may."""
    _begin_turn(change, _row_of_channel(change, FLOOR), member, lease)


def renew(change: Change, member: Member, turn: int, lease: timedelta = LEASE) -> None:
    """Keep the channel for the member. Refused: `voice_lost` if it is no longer theirs."""
    row = _own_row(change, member, turn)
    change.schedule(change.at + lease, LAPSE, row.channel)


def stop(change: Change, member: Member, turn: int) -> None:
    """Free the channel. Refused: `voice_lost` if it is no longer the member's."""
    _free(change, _own_row(change, member, turn))


def offer(change: Change, member: Member, turn: int, *, is_offered: bool) -> None:
    """Ask a colleague to follow, or ask no longer. Refused: `voice_lost`."""
    row = _own_row(change, member, turn)
    if row.is_offered != is_offered:
        row.is_offered = is_offered
        _announce(change, row)


def hold_slides(change: Change, member: Member, *, are_held: bool) -> None:
    """Let slides wait for the voice on participants' screens, or turn at once."""
    if change.room.holds_slides != are_held:
        change.room.holds_slides = are_held
        change.record("voice.slides_held", member, held=are_held)
        change.announce(wire.SlidesHeld(set=wire.HeldView(are_held)))


def silence(change: Change, channel: str) -> None:
    """Take the channel from its speaker and end the turn, if somebody speaks there.

    The turn must end: a speaker whose link was down takes back a channel that has only lapsed.
    """
    row = _taken_row(change, channel)
    if row is not None:
        row.turn += 1
        _free(change, row)


def free_floor(change: Change, member: Member) -> None:
    """Free the floor and end the turn, if this member speaks there."""
    row = _taken_row(change, FLOOR)
    if row is not None and row.member_id == member.id:
        row.turn += 1
        _free(change, row)


def lapse(change: Change, channel: str) -> None:
    """Free a channel whose speaker has not renewed it."""
    row = _taken_row(change, channel)
    if row is not None:
        _free(change, row)


def end(change: Change) -> None:
    """Free all channels, because the session is over; nobody need be told."""
    rows = update(VoiceChannel).where(VoiceChannel.room_id == change.room.id)
    change.db.execute(rows.values(member_id=None, since=None))


def free_left(change: Change, member_ids: Collection[int]) -> None:
    """Free the channels of members who have closed their pages."""
    query = select(VoiceChannel).where(
        VoiceChannel.room_id == change.room.id, VoiceChannel.member_id.in_(member_ids)
    )
    for row in change.db.scalars(query).all():
        _free(change, row)


def leave(change: Change, member: Member) -> None:
    """Free the channel of a member who no longer interprets into its language."""
    row = _row_of(change, member)
    if row is not None and row.channel not in (FLOOR, member.interprets):
        _free(change, row)


def _channel_of(member: Member) -> str:
    """Return the channel in which this member may speak."""
    if can(member, Can.MODERATE):
        return FLOOR
    if member.interprets is None:
        raise Refused("no_lane")
    return member.interprets


def _row_of_channel(change: Change, channel: str) -> VoiceChannel:
    row = change.db.get(VoiceChannel, (change.room.id, channel))
    if row is None:
        row = VoiceChannel(room_id=change.room.id, channel=channel, turn=0)
        change.db.add(row)
    return row


def _begin_turn(change: Change, row: VoiceChannel, member: Member, lease: timedelta) -> None:
    row.member_id, row.since = member.id, change.at
    row.is_offered = False
    row.turn += 1
    change.schedule(change.at + lease, LAPSE, row.channel)
    change.record("voice.taken", member, channel=row.channel)
    _announce(change, row)


def _taken_row(change: Change, channel: str) -> VoiceChannel | None:
    """Return the channel if somebody speaks there now."""
    row = change.db.get(VoiceChannel, (change.room.id, channel))
    return row if row is not None and row.member_id is not None else None


def _row_of(change: Change, member: Member) -> VoiceChannel | None:
    """Return the channel in which this member speaks now."""
    query = select(VoiceChannel).filter_by(room_id=change.room.id, member_id=member.id)
    return change.db.scalars(query).first()


def _own_row(change: Change, member: Member, turn: int) -> VoiceChannel:
    row = _row_of(change, member)
    if row is None or row.turn != turn:
        raise Refused("voice_lost")
    return row


def _number_of_speaker(change: Change, row: VoiceChannel) -> int | None:
    return None if row.member_id is None else change.db.get_one(Member, row.member_id).number


def _free(change: Change, row: VoiceChannel) -> None:
    row.member_id = row.since = None
    row.is_offered = False
    change.unschedule(LAPSE, row.channel)
    change.record("voice.freed", channel=row.channel)
    _announce(change, row)


def _announce(change: Change, row: VoiceChannel) -> None:
    change.db.flush()
    speaker = None if row.member_id is None else change.db.get(Member, row.member_id)
    view = view_of(row, speaker)
    change.announce(wire.VoiceChanged(key=row.channel, set={row.channel: view}))

"""All changes of who may speak among the participants. No Flask, no Socket.IO, no commit.

A participant with a grant holds a button while speaking: `hold` gives them the floor in place of
anybody, and `release` frees it. A host's client whose speaker had the floor before takes it back
by itself (`static/js/live/voice/speaking.ts`): the server cannot know whether that client is still
there.
"""

from __future__ import annotations

from datetime import timedelta

from webinar.kit.errors import Refused
from webinar.live.signals import actions as signals
from webinar.live.talk import queries, wire
from webinar.live.talk.models import SpeakingGrant
from webinar.live.voice import actions as voice
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member

# The client of a participant who holds the button renews every five seconds. If its link drops, the
# presenter should not wait long for the floor.
HELD = timedelta(seconds=12)
EXPIRE = "talk.expire"
_MOST = timedelta(seconds=wire.MOST_SECONDS)


def grant(change: Change, host: Member, number: int, seconds: int) -> None:
    """Let a participant speak, after those who may already, and lower their hand.

    Nothing changes for a participant who may speak already. Refused: `unknown_member`.
    """
    member = queries.find_speaker(change.db, change.room, number)
    if member is None:
        raise Refused("unknown_member")
    if queries.grant_of(change.db, member.id) is not None:
        return
    row = SpeakingGrant(room_id=change.room.id, member_id=member.id, seconds=seconds)
    change.db.add(row)
    change.record("talk.granted", host, number=number, seconds=seconds)
    signals.lower_for(change, host, member, "spoke")
    _tell(change, member, row)
    _start_next(change)
    _announce(change)


def extend(change: Change, number: int, seconds: int) -> None:
    """Give a participant more time, up to `MOST_SECONDS` from now. Refused: `no_grant`."""
    row = _grant_of_number(change, number)
    row.seconds = min(row.seconds + seconds, wire.MOST_SECONDS)
    if row.ends_at is not None:
        row.ends_at = min(row.ends_at + timedelta(seconds=seconds), change.at + _MOST)
        change.schedule(row.ends_at, EXPIRE)
        _tell(change, _member_of(change, row), row)
    _announce(change)


def end(change: Change, host: Member, number: int) -> None:
    """End a participant's time for them. Refused: `no_grant`."""
    _end(change, _grant_of_number(change, number), "host", host)


def finish(change: Change, member: Member) -> None:
    """End the member's own time; nothing changes if it has ended."""
    row = queries.grant_of(change.db, member.id)
    if row is not None:
        _end(change, row, "done")


def leave(change: Change, member: Member) -> None:
    """End the time of a member who has been removed."""
    row = queries.grant_of(change.db, member.id)
    if row is not None:
        _end(change, row, "removed")


def expire(change: Change) -> None:
    """End the time that is up."""
    for row in queries.grants_in(change.db, change.room):
        if row.ends_at is not None and row.ends_at <= change.at:
            _end(change, row, "time")


def end_all(change: Change) -> None:
    """End all grants, because the session is over; voice frees its channels by itself."""
    rows = queries.grants_in(change.db, change.room)
    for row in rows:
        _tell(change, _member_of(change, row), None)
        change.db.delete(row)
    if rows:
        _announce(change)


def hold(change: Change, member: Member) -> None:
    """Let the member speak on the floor from now on. Refused: `no_grant` outside their time."""
    row = queries.grant_of(change.db, member.id)
    if row is None or row.ends_at is None or row.ends_at <= change.at:
        raise Refused("no_grant")
    voice.take_floor(change, member, HELD)


def keep(change: Change, member: Member, turn: int) -> None:
    """Go on speaking. Refused: `voice_lost` if the floor is no longer the member's."""
    voice.renew(change, member, turn, HELD)


def release(change: Change, member: Member, turn: int) -> None:
    """Free the floor. Refused: `voice_lost` if it is no longer the member's."""
    voice.stop(change, member, turn)


def _grant_of_number(change: Change, number: int) -> SpeakingGrant:
    row = queries.find_grant(change.db, change.room, number)
    if row is None:
        raise Refused("no_grant")
    return row


def _end(change: Change, row: SpeakingGrant, why: str, host: Member | None = None) -> None:
    member = _member_of(change, row)
    if row.ends_at is not None:
        voice.free_floor(change, member)
        change.unschedule(EXPIRE)
    change.record("talk.ended", host, number=member.number, why=why)
    change.db.delete(row)
    _tell(change, member, None)
    _start_next(change)
    _announce(change)


def _start_next(change: Change) -> None:
    """Let the first in the queue speak, if nobody may now."""
    change.db.flush()
    rows = queries.grants_in(change.db, change.room)
    if not rows or any(row.ends_at is not None for row in rows):
        return
    row = rows[0]
    row.ends_at = change.at + timedelta(seconds=row.seconds)
    change.schedule(row.ends_at, EXPIRE)
    _tell(change, _member_of(change, row), row)


def _member_of(change: Change, row: SpeakingGrant) -> Member:
    return change.db.get_one(Member, row.member_id)


def _tell(change: Change, member: Member, row: SpeakingGrant | None) -> None:
    change.tell(member, wire.GrantTold(set=wire.MyGrant(queries.own_view(row))))


def _announce(change: Change) -> None:
    change.db.flush()
    change.announce(wire.GrantsChanged(set=queries.grants_view(change.db, change.room)))

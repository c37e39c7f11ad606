"""Commands of participants who may speak, and their part of the snapshot."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.kit.limits import RENEWING, Limit
from webinar.kit.permissions import Can, can
from webinar.live.talk import actions, queries, wire
from webinar.room.engine.change import Change
from webinar.room.engine.lifecycle import on_due, on_ended
from webinar.room.engine.registry import Reader, command, own_part, part
from webinar.room.engine.wire import Bare
from webinar.room.rooms.models import Member, Room, RoomState

# Presses of the button, and its releases.
HOLDING = Limit(20, 20)


@command("talk.grant", needs=Can.MODERATE, message=wire.GrantTalk)
def grant(change: Change, member: Member, message: wire.GrantTalk) -> None:
    actions.grant(change, member, message.member, message.seconds)


@command("talk.extend", needs=Can.MODERATE, message=wire.ExtendTalk)
def extend(change: Change, _member: Member, message: wire.ExtendTalk) -> None:
    actions.extend(change, message.member, message.seconds)


@command("talk.end", needs=Can.MODERATE, message=wire.EndTalk)
def end(change: Change, member: Member, message: wire.EndTalk) -> None:
    actions.end(change, member, message.member)


@command("talk.finish", needs=Can.SIGNAL, message=Bare)
def finish(change: Change, member: Member, _message: Bare) -> None:
    """End one's own time to speak. Does nothing if it has ended."""
    actions.finish(change, member)


@command("talk.hold", needs=Can.SIGNAL, message=Bare, limit=HOLDING)
def hold(change: Change, member: Member, _message: Bare) -> None:
    """Speak on the floor from now on, in place of anybody, as one's grant allows."""
    actions.hold(change, member)


@command("talk.keep", needs=Can.SIGNAL, message=wire.NameTurn, limit=RENEWING)
def keep(change: Change, member: Member, message: wire.NameTurn) -> None:
    """Go on speaking: without this the floor becomes free after a while."""
    actions.keep(change, member, message.turn)


@command("talk.release", needs=Can.SIGNAL, message=wire.NameTurn, limit=HOLDING)
def release(change: Change, member: Member, message: wire.NameTurn) -> None:
    """Stop speaking, and keep the grant."""
    actions.release(change, member, message.turn)


@on_due(actions.EXPIRE)
def expire(change: Change, _key: str) -> None:
    actions.expire(change)


on_ended(actions.end_all)


@part("talk")
def talk_part(db: Session, room: Room, reader: Reader) -> wire.TalkView | None:
    """Return the participants who may speak, for hosts; None for others, or while not live."""
    if room.state is not RoomState.LIVE or not can(reader, Can.SEE_PEOPLE):
        return None
    return wire.TalkView(grants=queries.grants_view(db, room).grants)


@own_part("talk")
def my_talk(
    db: Session, room: Room, member: Member, shared: wire.TalkView | None
) -> wire.TalkView | None:
    """Add, for participants, whether they may speak themselves."""
    if room.state is not RoomState.LIVE or can(member, Can.SEE_PEOPLE):
        return shared
    mine = queries.own_view(queries.grant_of(db, member.id))
    return None if mine is None else wire.TalkView(mine=mine)

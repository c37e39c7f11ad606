"""Commands of captions, and their parts of the snapshot."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.kit.limits import CAPTIONS
from webinar.kit.permissions import Can, can
from webinar.live.captions import actions, wire
from webinar.room.engine.change import Change
from webinar.room.engine.registry import BEFORE_END, Reader, command, part
from webinar.room.rooms.models import Member, Room


@command("lane.take", needs=Can.CAPTION, message=wire.TakeLane, states=BEFORE_END)
def take(change: Change, member: Member, message: wire.TakeLane) -> None:
    actions.take(change, member, message.holder)


@command("lane.offer", needs=Can.CAPTION, message=wire.OfferLane, states=BEFORE_END)
def offer(change: Change, member: Member, message: wire.OfferLane) -> None:
    actions.offer(change, member, message.offered)


@command("caption.say", needs=Can.CAPTION, message=wire.SayCaption, limit=CAPTIONS)
def say(change: Change, member: Member, message: wire.SayCaption) -> None:
    actions.say(change, member, message.text)


@command("caption.correct", needs=Can.CAPTION, message=wire.CorrectCaption, limit=CAPTIONS)
def correct(change: Change, member: Member, message: wire.CorrectCaption) -> None:
    actions.correct(change, member, message.line, message.text)


@part("captions")
def captions_part(db: Session, room: Room, reader: Reader) -> wire.CaptionsView | None:
    """Return the captions in a participant's language; hosts get the part `lanes` instead."""
    if can(reader, Can.SEE_PEOPLE):
        return None
    return wire.captions_view(db, room, reader.language)


@part("lanes")
def lanes_part(db: Session, room: Room, reader: Reader) -> dict[str, wire.LaneView] | None:
    """Return the lanes to hosts, and None to participants."""
    return wire.lanes_view(db, room) if can(reader, Can.SEE_PEOPLE) else None

"""Commands of the floor, and its part of the snapshot."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.kit.permissions import Can, can
from webinar.room.engine.change import Change
from webinar.room.engine.lifecycle import on_started
from webinar.room.engine.registry import BEFORE_END, Reader, command, part
from webinar.room.engine.wire import Bare
from webinar.room.floor import actions, wire
from webinar.room.floor.acts import tell_hosts_of
from webinar.room.rooms.models import Member, Room

on_started(actions.give_to_starter)
tell_hosts_of("room.started")


@command("floor.take", needs=Can.MOVE_SLIDES, message=wire.TakeFloor, states=BEFORE_END)
def take(change: Change, member: Member, message: wire.TakeFloor) -> None:
    actions.take(change, member, message.holder)


@command("floor.offer", needs=Can.MOVE_SLIDES, message=wire.OfferFloor, states=BEFORE_END)
def offer(change: Change, member: Member, message: wire.OfferFloor) -> None:
    actions.offer(change, member, message.member)


@command("floor.decline", needs=Can.MOVE_SLIDES, message=Bare, states=BEFORE_END)
def decline(change: Change, member: Member, _message: Bare) -> None:
    """Decline the offered floor, which stays where it is. Does nothing without an offer."""
    actions.decline(change, member)


@part("floor")
def floor_part(db: Session, room: Room, reader: Reader) -> wire.FloorView | None:
    """Return the floor for readers who run the session; None for all others."""
    return wire.floor_view(db, room) if can(reader, Can.SEE_PEOPLE) else None

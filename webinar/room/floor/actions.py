"""The floor: at most one member presents at a time. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from sqlalchemy import select

from webinar.kit.errors import Refused
from webinar.kit.permissions import Can, can
from webinar.room.engine.cache import Person
from webinar.room.engine.change import Change
from webinar.room.floor import wire
from webinar.room.rooms.models import Member, Room


def check(room: Room, member: Member | Person) -> None:
    """Refuse with `floor_elsewhere` if another member presents now.

    Before anybody has taken the floor, everybody who may move the slides can do so.
    """
    if room.floor_id not in (None, member.id):
        raise Refused("floor_elsewhere")


def take(change: Change, member: Member, holder: int | None) -> None:
    """Let the member present from now on, in place of `holder` (a member's number, or None).

    Taking the floor needs no consent, because the last presenter may have lost the connection. But
    a member who meant to follow Ada must not interrupt Bek, who was a moment quicker. Refused:
    `floor_moved`.
    """
    room = change.room
    if room.floor_id == member.id:
        _withdraw(change)
        return
    view = wire.floor_view(change.db, room)
    if view.holder != holder:
        raise Refused("floor_moved")
    was_offered = room.floor_offered_id == member.id
    _give(change, member)
    change.record("floor.taken", member, holder=holder, offered=was_offered)


def offer(change: Change, member: Member, to: int | None) -> None:
    """Offer the floor to the member of this number; `None` takes the offer back.

    Refused: `floor_elsewhere`, `not_a_presenter`.
    """
    check(change.room, member)
    if to is None:
        _withdraw(change)
        return
    receiver = change.db.scalar(
        select(Member).filter_by(room_id=change.room.id, number=to, removed_at=None)
    )
    if receiver is None or receiver.id == member.id or not can(receiver, Can.MOVE_SLIDES):
        raise Refused("not_a_presenter")
    change.room.floor_id, change.room.floor_offered_id = member.id, receiver.id
    change.record("floor.offered", member, to=to)
    _announce(change)


def decline(change: Change, member: Member) -> None:
    """Decline the offered floor, which stays where it is. Does nothing without an offer."""
    if change.room.floor_offered_id == member.id:
        change.record("floor.declined", member)
        _withdraw(change)


def give_to_starter(change: Change, member: Member) -> None:
    """Let the member who starts a session present, unless the floor is already taken."""
    if change.room.floor_id is None:
        _give(change, member)


def leave(change: Change, member: Member) -> None:
    """Free the floor from a member who no longer presents in this session."""
    room = change.room
    if member.id not in (room.floor_id, room.floor_offered_id):
        return
    room.floor_offered_id = None
    if room.floor_id == member.id:
        room.floor_id = None
    _announce(change)


def _give(change: Change, member: Member) -> None:
    change.room.floor_id, change.room.floor_offered_id = member.id, None
    _announce(change)


def _withdraw(change: Change) -> None:
    if change.room.floor_offered_id is not None:
        change.room.floor_offered_id = None
        _announce(change)


def _announce(change: Change) -> None:
    change.announce(wire.FloorChanged(set=wire.floor_view(change.db, change.room)))

"""Messages and broadcasts of the floor, and who has it."""

from __future__ import annotations

from typing import ClassVar

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.room.engine.wire import Audience, Mutation, PartChange, PartState
from webinar.room.rooms.models import Member, MemberNumber, Room
from webinar.room.rooms.numbering import NumberOfMember


class TakeFloor(Mutation, frozen=True):
    """Present from now on.

    `holder` is the presenter whom the client saw when it sent this; null for nobody.
    """

    holder: NumberOfMember | None = None


class OfferFloor(Mutation, frozen=True):
    """Offer the floor to this member; null takes the offer back."""

    member: NumberOfMember | None = None


class FloorView(msgspec.Struct, frozen=True):
    """The presenter, and the member offered the floor: numbers of members, null for nobody."""

    holder: MemberNumber | None
    offered: MemberNumber | None


class FloorChanged(PartChange, frozen=True):
    """The presenter, or the offer of the floor, has changed."""

    name: ClassVar[str] = "floor.changed"
    audience: ClassVar[Audience] = Audience.HOSTS
    part: ClassVar[str] = "floor"

    set: FloorView


class ActView(msgspec.Struct, frozen=True):
    """The last act of a host: the number of the member, and the kind of entry in the timeline."""

    member: MemberNumber
    act: str


class HostActed(PartState, frozen=True, kw_only=True):
    """A host has opened or closed a poll, moved the slides, put a step, and so on.

    It tells the other hosts whose hand it was. Consoles drop it after a minute.
    """

    name: ClassVar[str] = "host.acted"
    audience: ClassVar[Audience] = Audience.HOSTS
    part: ClassVar[str] = "acts"

    set: ActView


def floor_view(db: Session, room: Room) -> FloorView:
    ids = [
        member_id for member_id in (room.floor_id, room.floor_offered_id) if member_id is not None
    ]
    numbers: dict[int, MemberNumber] = {}
    if ids:
        rows = db.execute(select(Member.id, Member.number).where(Member.id.in_(ids)))
        numbers = {member_id: number for member_id, number in rows}
    return FloorView(
        None if room.floor_id is None else numbers.get(room.floor_id),
        None if room.floor_offered_id is None else numbers.get(room.floor_offered_id),
    )

"""Messages and broadcasts of halls, and a hall as hosts and its facilitator see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar

import msgspec

from webinar.live.polls.wire import Key, Keys
from webinar.live.proxies.models import Hall
from webinar.live.proxies.queries import Sitter
from webinar.room.engine.wire import Audience, Mutation, PartChange, PartState
from webinar.room.rooms.models import Member, MemberNumber
from webinar.room.sessions.wire import Language

Number = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
# Longer, and more, than names are: which of them are none is said in words.
Line = Annotated[str, msgspec.Meta(min_length=1, max_length=4000)]
Lines = Annotated[list[Line], msgspec.Meta(min_length=1, max_length=500)]
Hands = Annotated[int, msgspec.Meta(ge=0, le=1000)]


class MakeHall(Mutation, frozen=True):
    """Name a place where several sit behind one screen, and whose screen that is."""

    hall_name: Name
    facilitator: Number


class GiveHall(Mutation, frozen=True):
    """Let another member enter for those who sit in this hall."""

    hall: Number
    facilitator: Number


class AddToHall(Mutation, frozen=True):
    """Seat officers who have no device."""

    hall: Number
    names: Lines
    language: Language


class NameSitter(Mutation, frozen=True):
    """Somebody of the hall goes out, comes back, or needs a new PIN."""

    hall: Number
    person: Number


class MatchSitter(Mutation, frozen=True):
    """Somebody of the hall is the same as this member, who has a phone."""

    hall: Number
    person: Number
    member: Number


class ShowOfHands(Mutation, frozen=True):
    """How many hands each option got; all 0 takes back what was entered.

    `took_part`: how many raised a hand at all, where several options may be chosen.
    """

    hall: Number
    poll: Key
    hands: dict[Key, Hands]
    took_part: Hands = 0


class HallVote(Mutation, frozen=True):
    """Vote on the hall's screen with one's own PIN, which is chosen at its first use."""

    hall: Number
    person: Number
    pin: Annotated[str, msgspec.Meta(min_length=1, max_length=20)]
    poll: Key
    options: Keys


class HallView(msgspec.Struct, frozen=True, kw_only=True):
    """A hall by its number; `people` are in it now without a device, `listed` ever were."""

    id: int
    name: str
    facilitator: MemberNumber
    facilitator_name: str
    people: int
    listed: int


class HallsView(msgspec.Struct, frozen=True):
    """The halls of the session for hosts; for a facilitator, the own one."""

    items: list[HallView]


class HallChanged(PartChange, frozen=True, kw_only=True):
    """A hall was named, given to somebody else, or somebody came or went there; for hosts."""

    name: ClassVar[str] = "hall.changed"
    audience: ClassVar[Audience] = Audience.HOSTS
    part: ClassVar[str] = "halls"

    put: list[HallView]


class HallMine(PartState, frozen=True, kw_only=True):
    """The facilitator's own hall; said to all of their tabs."""

    name: ClassVar[str] = "hall.mine"
    audience: ClassVar[Audience] = Audience.MEMBER
    part: ClassVar[str] = "halls"

    set: HallsView


class WrongPin(msgspec.Struct, frozen=True):
    """Whose PIN was wrong, and how many tries are left."""

    person: int
    left: int


class HallPin(PartState, frozen=True, kw_only=True):
    """Somebody in the hall typed a wrong PIN: so many tries are left. Said to who entered it."""

    name: ClassVar[str] = "hall.pin"
    audience: ClassVar[Audience] = Audience.MEMBER
    part: ClassVar[str] = "hall_pin"

    set: WrongPin


def hall_view(hall: Hall, facilitator: Member, sitters: Sequence[Sitter]) -> HallView:
    return HallView(
        id=hall.number,
        name=hall.name,
        facilitator=facilitator.number,
        facilitator_name=facilitator.name,
        people=sum(sitter.is_counted_here for sitter in sitters),
        listed=len(sitters),
    )

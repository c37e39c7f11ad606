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
# These limits exceed those of names, so that the refusal can say what is wrong with a list.
Line = Annotated[str, msgspec.Meta(min_length=1, max_length=4000)]
Lines = Annotated[list[Line], msgspec.Meta(min_length=1, max_length=500)]
Hands = Annotated[int, msgspec.Meta(ge=0, le=1000)]


class MakeHall(Mutation, frozen=True):
    """Make a hall: a place where several people share the screen of `facilitator`."""

    hall_name: Name
    facilitator: Number


class GiveHall(Mutation, frozen=True):
    """Make another member the facilitator of this hall, who enters votes for its people."""

    hall: Number
    facilitator: Number


class AddToHall(Mutation, frozen=True):
    """Seat people without a device of their own in this hall."""

    hall: Number
    names: Lines
    language: Language


class NameSitter(Mutation, frozen=True):
    """A person of the hall leaves, comes back, or needs a new PIN."""

    hall: Number
    person: Number


class MatchSitter(Mutation, frozen=True):
    """Record that a person of the hall is the same as this member, who has a phone."""

    hall: Number
    person: Number
    member: Number


class ShowOfHands(Mutation, frozen=True):
    """Enter how many hands each option got; all 0 takes back what was entered.

    In a poll that allows several options, `took_part` is how many people raised a hand at all.
    """

    hall: Number
    poll: Key
    hands: dict[Key, Hands]
    took_part: Hands = 0


class HallVote(Mutation, frozen=True):
    """Vote on the hall's screen with the person's own PIN. Its first use sets the PIN."""

    hall: Number
    person: Number
    pin: Annotated[str, msgspec.Meta(min_length=1, max_length=20)]
    poll: Key
    options: Keys


class HallView(msgspec.Struct, frozen=True, kw_only=True):
    """A hall; `id` is its number.

    `people` counts those in it now without a device, `listed` all who ever were.
    """

    id: int
    name: str
    facilitator: MemberNumber
    facilitator_name: str
    people: int
    listed: int


class HallsView(msgspec.Struct, frozen=True):
    """All halls, for hosts; the facilitator's own hall, for the facilitator."""

    items: list[HallView]


class HallChanged(PartChange, frozen=True, kw_only=True):
    """A hall is new, has another facilitator, or somebody came or went; for hosts."""

    name: ClassVar[str] = "hall.changed"
    audience: ClassVar[Audience] = Audience.HOSTS
    part: ClassVar[str] = "halls"

    put: list[HallView]


class HallMine(PartState, frozen=True, kw_only=True):
    """The facilitator's own hall."""

    name: ClassVar[str] = "hall.mine"
    audience: ClassVar[Audience] = Audience.MEMBER
    part: ClassVar[str] = "halls"

    set: HallsView


class WrongPin(msgspec.Struct, frozen=True):
    """The person whose PIN was wrong, and how many tries are left."""

    person: int
    left: int


class HallPin(PartState, frozen=True, kw_only=True):
    """A person in the hall typed a wrong PIN; sent to the member who entered it."""

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

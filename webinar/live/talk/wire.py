"""Messages and broadcasts about participants who may speak."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec
from msgspec import UNSET, UnsetType

from webinar.live.voice.wire import Turn
from webinar.room.engine.wire import Audience, Mutation, PartState
from webinar.room.rooms.models import MemberNumber
from webinar.room.rooms.numbering import NumberOfMember

DEFAULT_SECONDS = 60
# A participant may have at most this much time left.
MOST_SECONDS = 600

Seconds = Annotated[int, msgspec.Meta(ge=10, le=MOST_SECONDS)]


class GrantTalk(Mutation, frozen=True):
    """Let this participant speak: now, or after those who may speak already."""

    member: NumberOfMember
    seconds: Seconds = DEFAULT_SECONDS


class ExtendTalk(Mutation, frozen=True):
    """Give this participant more time."""

    member: NumberOfMember
    seconds: Seconds = DEFAULT_SECONDS


class EndTalk(Mutation, frozen=True):
    """End this participant's time, or remove them from the queue."""

    member: NumberOfMember


class NameTurn(Mutation, frozen=True):
    """The turn in which the participant speaks, as the state of the floor shows it."""

    turn: Turn


class GrantView(msgspec.Struct, frozen=True):
    """A participant who may speak until `ends_at`, or who waits for it while that is null."""

    member: MemberNumber
    name: str
    seconds: int
    ends_at: str | None


class GrantsView(msgspec.Struct, frozen=True):
    """The participants whom hosts let speak, in order."""

    grants: list[GrantView]


class OwnGrant(msgspec.Struct, frozen=True):
    """When the member's own time to speak ends; null while they wait for those before them."""

    ends_at: str | None


class MyGrant(msgspec.Struct, frozen=True):
    """The member's own grant; null if they have none."""

    mine: OwnGrant | None


class TalkView(msgspec.Struct, frozen=True):
    """The grants to speak: all `grants` for hosts, and `mine` for a participant who has one."""

    grants: list[GrantView] | UnsetType = UNSET
    mine: OwnGrant | UnsetType | None = UNSET


class GrantsChanged(PartState, frozen=True, kw_only=True):
    """The participants who may speak, for hosts."""

    name: ClassVar[str] = "talk.grants"
    audience: ClassVar[Audience] = Audience.HOSTS
    part: ClassVar[str] = "talk"

    set: GrantsView


class GrantTold(PartState, frozen=True, kw_only=True):
    """This member may speak, waits for it, or may no longer."""

    name: ClassVar[str] = "talk.mine"
    audience: ClassVar[Audience] = Audience.MEMBER
    part: ClassVar[str] = "talk"

    set: MyGrant

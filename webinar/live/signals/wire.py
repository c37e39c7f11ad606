"""Messages and broadcasts of signals: hands, pace, reactions."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec import UNSET, UnsetType

from webinar.room.engine.wire import Audience, Mutation, PartState
from webinar.room.rooms.models import MemberNumber
from webinar.room.rooms.numbering import NumberOfMember

HandState = Literal["up", "called"]


class NameHand(Mutation, frozen=True):
    """Call the member whose hand is up, or lower it."""

    member: NumberOfMember


class SendPace(Mutation, frozen=True):
    """Tell the hosts that they go too fast, or that something is unclear. The signal fades."""

    kind: Literal["slower", "unclear"]


class SendReaction(Mutation, frozen=True):
    """Send a reaction. The server only counts how often each was sent."""

    kind: Literal["good", "thanks", "support", "new"]


class HandView(msgspec.Struct, frozen=True, kw_only=True):
    """A hand in the queue; `called` means that it is this member's turn."""

    member: MemberNumber
    name: str
    raised_at: str
    called: bool


Pair = Annotated[list[int], msgspec.Meta(min_length=2, max_length=2)]


class PaceGroup(msgspec.Struct, frozen=True):
    """The signals of the readers of one language, if at least five of them are here.

    All other signals are in the group with an empty `language`. `times` is a list of pairs: a time
    in seconds since 1970, in steps of ten, and the number of signals sent from then on. Readers
    compute how much each still weighs, because signals fade by the second.
    """

    language: str
    times: list[Pair]


class InterpreterPace(msgspec.Struct, frozen=True):
    """An interpreter asks to go slower; `at` is in seconds since 1970."""

    language: str
    at: int


class HandsView(msgspec.Struct, frozen=True, kw_only=True):
    """The first hands of the queue, in order, after the one that was called.

    `up` is the number of all hands that wait: whoever has the floor is not among them.
    """

    hands: list[HandView]
    up: int


class PaceView(msgspec.Struct, frozen=True, kw_only=True):
    """The pace signals that have not faded."""

    slower: list[PaceGroup]
    unclear: list[PaceGroup]
    interpreters: list[InterpreterPace]


class ReactionsView(msgspec.Struct, frozen=True, kw_only=True):
    """How often each reaction was sent since the session started."""

    reactions: dict[str, int]


class SignalsView(msgspec.Struct, frozen=True, kw_only=True):
    """Signals: the queue and the pace for hosts; for others, their own hand and signals.

    `hand` is null, `up` or `called`. `slower_at` and `unclear_at` are seconds since 1970, or null.
    """

    reactions: dict[str, int]
    hands: list[HandView] | UnsetType = UNSET
    up: int | UnsetType = UNSET
    slower: list[PaceGroup] | UnsetType = UNSET
    unclear: list[PaceGroup] | UnsetType = UNSET
    interpreters: list[InterpreterPace] | UnsetType = UNSET
    hand: HandState | None | UnsetType = UNSET
    slower_at: int | None | UnsetType = UNSET
    unclear_at: int | None | UnsetType = UNSET


class MyHand(msgspec.Struct, frozen=True):
    """The member's own hand: null, `up` or `called`."""

    hand: HandState | None


class MyPace(msgspec.Struct, frozen=True, kw_only=True):
    """The time of the member's own signal, in seconds since 1970."""

    slower_at: int | UnsetType = UNSET
    unclear_at: int | UnsetType = UNSET


class HandsChanged(PartState, frozen=True, kw_only=True):
    """The queue of raised hands, for hosts."""

    name: ClassVar[str] = "signals.hands"
    audience: ClassVar[Audience] = Audience.HOSTS
    part: ClassVar[str] = "signals"

    set: HandsView


class HandTold(PartState, frozen=True, kw_only=True):
    """This member's own hand: up, called, or lowered."""

    name: ClassVar[str] = "signals.hand"
    audience: ClassVar[Audience] = Audience.MEMBER
    part: ClassVar[str] = "signals"

    set: MyHand


class PaceChanged(PartState, frozen=True, kw_only=True):
    """The pace signals that have not faded, for hosts."""

    name: ClassVar[str] = "signals.pace"
    audience: ClassVar[Audience] = Audience.HOSTS
    part: ClassVar[str] = "signals"

    set: PaceView


class PaceTold(PartState, frozen=True, kw_only=True):
    """This member's own pace signal; `key` is its kind."""

    name: ClassVar[str] = "signals.sent"
    audience: ClassVar[Audience] = Audience.MEMBER
    part: ClassVar[str] = "signals"

    key: str
    set: MyPace


class ReactionsChanged(PartState, frozen=True, kw_only=True):
    """The total number of each reaction; sent at most once a second."""

    name: ClassVar[str] = "signals.reactions"
    part: ClassVar[str] = "signals"

    set: ReactionsView

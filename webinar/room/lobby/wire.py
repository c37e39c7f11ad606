"""Messages and broadcasts of the lobby, and the lobby as hosts and waiting members see it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Annotated, ClassVar, Literal, cast

import msgspec

from webinar.kit import clock
from webinar.kit.name_keys import key_of
from webinar.room.call.wire import CallDetails
from webinar.room.engine.wire import Audience, Broadcast, Mutation, PartState
from webinar.room.rooms.models import Member, MemberNumber, Room

Number = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
Quality = Literal["good", "enough", "slow"]
Mode = Literal["open", "admit", "closed"]
Reason = Literal["full_name", "not_listed", "other_session", "later"]


class SetLobby(Mutation, frozen=True):
    """Choose how newcomers come in: after waiting (`admit`), at once (`open`), or not at all
    (`closed`).

    Personal links work in every mode.
    """

    mode: Mode


class NameMember(Mutation, frozen=True):
    """This member, by number."""

    member: Number


class RefuseMember(Mutation, frozen=True):
    """Turn this member away for now, with a reason."""

    member: Number
    reason: Reason


class Rename(Mutation, frozen=True):
    """Change one's name, which will stand on the certificate."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class NoteLink(Mutation, frozen=True):
    """Report the quality of the connection, as this member's device has measured it."""

    quality: Quality


class LobbyRefused(Broadcast, frozen=True):
    """This member was turned away for now; `lobby.ask` asks again."""

    name: ClassVar[str] = "lobby.refused"
    audience: ClassVar[Audience] = Audience.MEMBER

    reason: str


class MemberRemoved(Broadcast, frozen=True):
    """This member was removed from the session; the server closes the connection."""

    name: ClassVar[str] = "member.removed"
    audience: ClassVar[Audience] = Audience.MEMBER
    is_last: ClassVar[bool] = True


class WaitingView(msgspec.Struct, frozen=True, kw_only=True):
    """A waiting member; `id` is their number.

    `expected` is whether the list of expected names has them; null without a list.
    """

    id: MemberNumber
    name: str
    language: str
    since: str | None
    link: Quality | None
    expected: bool | None


class RemovedView(msgspec.Struct, frozen=True, kw_only=True):
    """A member who was removed from the session."""

    member: MemberNumber
    name: str


class LobbyView(msgspec.Struct, frozen=True, kw_only=True):
    """The lobby, for hosts. `items` are the waiting members, the longest wait first.

    `names` is the number of expected names.
    """

    mode: Mode
    names: int
    items: list[WaitingView]
    removed: list[RemovedView]


class LobbyState(PartState, frozen=True):
    """The members who wait in the lobby, for hosts only."""

    name: ClassVar[str] = "lobby.state"
    audience: ClassVar[Audience] = Audience.HOSTS
    part: ClassVar[str] = "lobby"

    set: LobbyView


class MyPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A member's place in the lobby. `place` counts from 1; it is 0 for a member who does not wait.

    `has_list`: the session has a list of names. Only hosts learn whether a name is on it: a member
    could join again and again, under other names, until one fits.

    `call` is the call beside the session, without its PIN, if the organiser shows it to people who
    wait; else null.
    """

    state: Literal["waiting", "refused", "in"]
    place: int
    reason: str | None
    has_list: bool
    session: str
    call: CallDetails | None


def mode_of(room: Room) -> Mode:
    if room.is_closed:
        return "closed"
    return "admit" if room.is_guarded else "open"


def lobby_view(
    room: Room, waiting: Sequence[Member], keys: Collection[str], removed: Sequence[Member]
) -> LobbyView:
    return LobbyView(
        mode=mode_of(room),
        names=len(keys),
        items=[
            WaitingView(
                id=member.number,
                name=member.name,
                language=member.language,
                since=clock.iso(member.waits_since),
                # Only `NoteLink` writes it.
                link=cast("Quality | None", member.link),
                expected=key_of(member.name) in keys if keys else None,
            )
            for member in waiting
        ],
        removed=[RemovedView(member=member.number, name=member.name) for member in removed],
    )


def my_place(
    room: Room, member: Member, ahead: int, *, has_list: bool, call: CallDetails | None
) -> MyPlace:
    waits = member.waits_since is not None and member.turned_away is None
    return MyPlace(
        state="waiting" if waits else "refused" if member.turned_away else "in",
        place=ahead + 1 if waits else 0,
        reason=member.turned_away,
        has_list=has_list,
        session=room.state.value,
        call=call,
    )

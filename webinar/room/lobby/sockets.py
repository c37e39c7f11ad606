"""Commands of the lobby, its part of the snapshot and its topic of the pulse."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from webinar.kit.limits import CORRECTING, LOOKING, WRITING
from webinar.kit.permissions import Can, can
from webinar.room.call.queries import waiting_call
from webinar.room.engine.change import Change
from webinar.room.engine.registry import BEFORE_END, Reader, command, part, query, topic
from webinar.room.engine.wire import Bare, Nothing
from webinar.room.lobby import actions, queries, wire
from webinar.room.rooms.models import Member, Room


@command("lobby.set", needs=Can.ADMIT, message=wire.SetLobby, states=BEFORE_END)
def set_lobby(change: Change, member: Member, message: wire.SetLobby) -> None:
    actions.guard(change, member, message.mode)


@command("lobby.admit", needs=Can.ADMIT, message=wire.NameMember, states=BEFORE_END)
def admit(change: Change, member: Member, message: wire.NameMember) -> None:
    """Let in a member who waits or was turned away."""
    actions.admit(change, member, message.member)


@command("lobby.admit_all", needs=Can.ADMIT, message=Bare, states=BEFORE_END)
def admit_all(change: Change, member: Member, _message: Bare) -> None:
    """Let in all members who wait now. Does nothing if nobody waits."""
    actions.admit_all(change, member)


@command("lobby.refuse", needs=Can.ADMIT, message=wire.RefuseMember, states=BEFORE_END)
def refuse(change: Change, member: Member, message: wire.RefuseMember) -> None:
    actions.refuse(change, member, message.member, message.reason)


@command("lobby.ask", needs=Can.CHECK_IN, message=Bare, limit=WRITING, states=BEFORE_END)
def ask_again(change: Change, member: Member, _message: Bare) -> None:
    """Wait again after being turned away, at the end of the queue."""
    actions.ask_again(change, member)


@command("lobby.link", needs=Can.CHECK_IN, message=wire.NoteLink, limit=WRITING, states=BEFORE_END)
def note_link(change: Change, member: Member, message: wire.NoteLink) -> None:
    actions.note_link(change, member, message.quality)


# A try or two are enough to correct a name; more would only keep the hosts at the door busy.
@command(
    "member.rename", needs=Can.CHECK_IN, message=wire.Rename, limit=CORRECTING, states=BEFORE_END
)
def rename(change: Change, member: Member, message: wire.Rename) -> None:
    actions.rename(change, member, message.name)


@command("member.remove", needs=Can.ADMIT, message=wire.NameMember, states=BEFORE_END)
def remove(change: Change, member: Member, message: wire.NameMember) -> None:
    """Remove a participant, who hears nothing more and stays out until a host restores them."""
    actions.remove(change, member, message.member)


@command("lobby.clear", needs=Can.ADMIT, message=Bare, states=BEFORE_END)
def clear(change: Change, member: Member, _message: Bare) -> None:
    """Remove all participants who were never connected; their browsers can join again."""
    actions.clear(change, member)


@command("member.restore", needs=Can.ADMIT, message=wire.NameMember, states=BEFORE_END)
def restore(change: Change, member: Member, message: wire.NameMember) -> None:
    """Let a removed participant come in again."""
    actions.restore(change, member, message.member)


@query("lobby.look", needs=Can.CHECK_IN, message=Nothing, limit=LOOKING)
def look(db: Session, room: Room, member: Member, _message: object = None) -> dict[str, Any]:
    """This member's place in the lobby. Clients also time the answer to measure the connection."""
    ahead = queries.ahead_of(db, room, member) if member.waits_since is not None else 0
    has_list, call = queries.has_list(db, room), waiting_call(db, room, member)
    place = wire.my_place(room, member, ahead, has_list=has_list, call=call)
    return {"lobby": msgspec.to_builtins(place)}


@part("lobby")
def lobby_part(db: Session, room: Room, reader: Reader) -> wire.LobbyView | None:
    """Return the lobby for hosts."""
    return _view(db, room) if can(reader, Can.SEE_PEOPLE) else None


@topic("lobby")
def lobby_states(db: Session, room: Room, _keys: Collection[str]) -> list[wire.LobbyState]:
    return [wire.LobbyState(set=_view(db, room))]


def _view(db: Session, room: Room) -> wire.LobbyView:
    keys = queries.expected_keys(db, room)
    return wire.lobby_view(
        room, queries.waiting_members(db, room), keys, queries.removed_members(db, room)
    )

"""Commands of the room itself, and the snapshot."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from webinar.content.editions.content import module_of
from webinar.kit.errors import Refused
from webinar.kit.languages import LANGUAGES
from webinar.kit.limits import SNAPSHOT
from webinar.kit.permissions import Can
from webinar.people.accounts.actions import keep_language
from webinar.room.engine.change import Change
from webinar.room.engine.registry import BEFORE_END, Reader, command, own_part, part, query
from webinar.room.engine.wire import Bare
from webinar.room.rooms.models import Member, Room, RoomState
from webinar.room.rooms.titles import title_in
from webinar.room.sessions import actions, wire
from webinar.room.sessions.snapshot import reply, snapshot

ALWAYS = frozenset(RoomState)


@query("room.snapshot", needs=Can.FOLLOW, message=wire.AskSnapshot, limit=SNAPSHOT)
def room_snapshot(
    db: Session, room: Room, member: Member, message: wire.AskSnapshot
) -> dict[str, Any]:
    """Everything that this member may see now, at one version of the room."""
    return reply(snapshot(db, room, member), message)


@part("room")
def room_part(_db: Session, room: Room, reader: Reader) -> wire.RoomView:
    module = module_of(room.edition)
    title = title_in(room, reader.language)
    return wire.room_view(room, title, module)


@own_part("me")
def me_part(_db: Session, _room: Room, member: Member, _nothing: None) -> wire.MeView:
    return wire.me_view(member)


@command("room.start", needs=Can.RUN_ROOM, message=Bare, states=BEFORE_END)
def start(change: Change, member: Member, _message: Bare) -> None:
    """Start the session."""
    actions.start(change, member)


@command("room.end", needs=Can.RUN_ROOM, message=Bare, states=BEFORE_END)
def end(change: Change, member: Member, _message: Bare) -> None:
    """End the session for good: nobody can join, vote or answer any more."""
    actions.end(change, member)


@command("member.language", needs=Can.CHECK_IN, message=wire.ChooseLanguage, states=ALWAYS)
def choose_language(change: Change, member: Member, message: wire.ChooseLanguage) -> None:
    if message.language not in LANGUAGES:
        raise Refused("language_not_offered")
    actions.choose_language(change, member, message.language)
    if member.user_id is not None:
        keep_language(change.db, member.user_id, message.language)

"""The socket commands for a member's missed slides and for catching up with them."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.limits import SNAPSHOT, WRITING
from webinar.kit.permissions import Can
from webinar.learn.catchup import actions, queries, wire
from webinar.room.engine.cache import Person
from webinar.room.engine.change import Change
from webinar.room.engine.registry import command, query
from webinar.room.engine.wire import Nothing
from webinar.room.rooms.models import Member, Room


@query("catchup.look", needs=Can.FOLLOW, message=Nothing, limit=SNAPSHOT)
def look(db: Session, room: Room, member: Member, _nothing: Nothing) -> dict[str, Any]:
    """Tell what this member missed since they last caught up, or since the start, as `missed`.

    `missed` is null if they missed nothing.
    """
    return {"missed": msgspec.to_builtins(queries.missed_by(db, room, member, clock.now()))}


@command("catchup.done", needs=Can.FOLLOW, message=wire.CaughtUp, limit=WRITING, keeps_cache=True)
def note_done(change: Change, member: Person, message: wire.CaughtUp) -> None:
    actions.note(change, member, message.slides, skipped=message.skipped)

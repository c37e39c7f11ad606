"""The call's part of the snapshot, and its end with the session."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.kit.permissions import Can, can
from webinar.room.call import actions, queries, wire
from webinar.room.engine.lifecycle import on_ended
from webinar.room.engine.registry import Reader, part
from webinar.room.rooms.models import Room

on_ended(actions.finish)


@part("call")
def call_part(db: Session, room: Room, reader: Reader) -> wire.CallView:
    """Return all entries to hosts, who may help or interpret; participants get their own."""
    entries = queries.shown_entries(db, room)
    if can(reader, Can.SEE_PEOPLE):
        return wire.call_view(entries)
    entry = queries.entry_for(entries, reader.language)
    return wire.call_view([] if entry is None else [entry])

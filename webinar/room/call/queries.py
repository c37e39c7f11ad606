"""Reads of the calls beside sessions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.room.call.models import COMMON, CallEntry
from webinar.room.call.wire import CallDetails, without_pin
from webinar.room.rooms.models import Member, Room, RoomState


def stored_entries(db: Session, room: Room) -> Sequence[CallEntry]:
    """Return the session's entries, the common one first, even if the session is over."""
    query = select(CallEntry).filter_by(room_id=room.id).order_by(CallEntry.language)
    return db.scalars(query).all()


def shown_entries(db: Session, room: Room) -> Sequence[CallEntry]:
    """Return the session's entries; none once it is over, because the line may serve others."""
    return [] if room.state is RoomState.ENDED else stored_entries(db, room)


def entries_by_room(db: Session, rooms: Sequence[Room]) -> Mapping[int, list[CallEntry]]:
    """Return the entries of sessions that are not over, by the room's id, the common one first."""
    room_ids = [room.id for room in rooms if room.state is not RoomState.ENDED]
    entries: dict[int, list[CallEntry]] = {}
    if room_ids:
        query = select(CallEntry).where(CallEntry.room_id.in_(room_ids))
        for entry in db.scalars(query.order_by(CallEntry.language)):
            entries.setdefault(entry.room_id, []).append(entry)
    return entries


def entry_for(entries: Sequence[CallEntry], language: str) -> CallEntry | None:
    """Return the entry of this language, or else the common one."""
    by_language = {entry.language: entry for entry in entries}
    return by_language.get(language) or by_language.get(COMMON)


def waiting_call(db: Session, room: Room, member: Member) -> CallDetails | None:
    """Return what a member who waits to be let in may see of the call: never its PIN.

    Anybody with the session's link can wait, so the organiser decides whether they see the call.
    """
    if member.waits_since is None or member.turned_away is not None:
        return None
    entry = entry_for(shown_entries(db, room), member.language)
    return without_pin(entry) if entry is not None and entry.shown_waiting else None

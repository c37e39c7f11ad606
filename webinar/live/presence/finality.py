"""The time when a session's figures become final, for every page, file and action."""

from __future__ import annotations

from datetime import datetime, timedelta

from webinar.room.rooms.models import Room, RoomState

# Evidence that arrives this long after the end still proves presence until the end: heartbeats
# come every 5 seconds, and the last one before the end may be older than the end.
EVIDENCE_AFTER_END = timedelta(seconds=15)
# Another process may still be writing the last evidence into the database.
AFTER_END = EVIDENCE_AFTER_END + timedelta(seconds=5)


def final_at(room: Room) -> datetime | None:
    """Return the last moment when figures may change; None while the session has not ended."""
    if room.state is not RoomState.ENDED or room.ended_at is None:
        return None
    return room.ended_at + AFTER_END


def is_final(room: Room, now: datetime) -> bool:
    """Return whether no later observation can change the session's figures.

    Corrections, matches and later study still can, because they are decisions, not observations.
    """
    at = final_at(room)
    return at is not None and now > at


def takes_evidence(room: Room, now: datetime) -> bool:
    """Return whether observations are still stored now."""
    if room.state is not RoomState.ENDED or room.ended_at is None:
        return True
    return now <= room.ended_at + EVIDENCE_AFTER_END

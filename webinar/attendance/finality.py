"""When the figures of a session become final: every page, file and action asks here."""

from __future__ import annotations

from datetime import datetime, timedelta

from webinar.rooms.models import Room, RoomState

# Evidence that arrives this long after the end still proves presence until the end: heartbeats
# come every few seconds, and the last one before the end may be older than the end.
AFTER_END = timedelta(seconds=20)


def final_at(room: Room) -> datetime | None:
    """The last moment at which evidence of this session counts; None while it has not ended."""
    if room.state is not RoomState.ENDED or room.ended_at is None:
        return None
    return room.ended_at + AFTER_END


def is_final(room: Room, now: datetime) -> bool:
    """Whether nothing that is observed from now on can change the session's figures.

    Corrections, matches and what is studied afterwards still can: those are decisions, not
    evidence.
    """
    at = final_at(room)
    return at is not None and now > at

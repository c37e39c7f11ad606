"""Reads of the countdown or break that runs in a room."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.live.timing.models import Countdown
from webinar.room.rooms.models import Room


def running(db: Session, room: Room) -> Countdown | None:
    """Return the countdown or break that runs now."""
    return db.get(Countdown, room.id)

"""Reads of what runs in a room."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.rooms.models import Room
from webinar.timing.models import Countdown


def running(db: Session, room: Room) -> Countdown | None:
    """The countdown or break that runs now."""
    return db.get(Countdown, room.id)

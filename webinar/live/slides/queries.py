"""Reads which slides are hidden in a session."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.live.slides.models import HiddenSlide
from webinar.room.rooms.models import Room


def hidden_slides(db: Session, room: Room) -> frozenset[int]:
    """Return the numbers of the hidden slides, counted from 0."""
    return frozenset(db.scalars(select(HiddenSlide.slide).filter_by(room_id=room.id)))

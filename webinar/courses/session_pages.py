"""The part of courses in the pages of a session that belongs to one."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.courses.queries import course_of_room
from webinar.rooms.models import Room


def has_course(db: Session, room: Room) -> dict[str, bool]:
    return {"has_course": course_of_room(db, room) is not None}

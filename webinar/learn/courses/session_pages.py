"""The context that courses add to the pages of a session that belongs to a course."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.learn.courses.queries import course_of_room
from webinar.people.accounts.models import User
from webinar.room.rooms.models import Room


def has_course(db: Session, room: Room) -> dict[str, bool]:
    return {"has_course": course_of_room(db, room) is not None}


def course_after(
    db: Session, room: Room, _browser_id: int | None, _user: User | None
) -> dict[str, bool]:
    """Offer the course to everybody on the page of a session that is over."""
    return has_course(db, room)

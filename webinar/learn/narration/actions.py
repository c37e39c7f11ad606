"""Chooses the session that narrates a course. No Flask, no commit."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.learn.courses.models import Course
from webinar.learn.narration.models import CourseNarration
from webinar.learn.narration.queries import offered_sessions
from webinar.people.accounts.models import User
from webinar.people.audit.actions import note


def choose(db: Session, course: Course, by: User, code: str) -> None:
    """Let the recording of this session narrate the course, or nothing if the code is empty.

    Refused: `unknown_session` if the course has no recorded session with this code.
    """
    rooms = {offered.room.code: offered.room for offered in offered_sessions(db, course)}
    if code and code not in rooms:
        raise Refused("unknown_session")
    row = db.get(CourseNarration, course.id)
    room_id = rooms[code].id if code else None
    if room_id == (row.room_id if row is not None else None):
        return
    if row is not None and room_id is None:
        db.delete(row)
    elif row is not None and room_id is not None:
        row.room_id = room_id
    elif room_id is not None:
        db.add(CourseNarration(course_id=course.id, room_id=room_id))
    db.flush()
    kind = "course.narrated" if code else "course.narration_removed"
    note(db, kind, by.id, room_id=room_id, cohort_id=course.cohort_id, course=course.id)

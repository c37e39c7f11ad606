"""Creates courses and adds sessions to them. No Flask, no commit."""

from __future__ import annotations

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from webinar.content.editions.models import Edition
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.text import one_line
from webinar.kit.tokens import code_of, new_code
from webinar.learn.courses.models import Course, CourseSession
from webinar.people.accounts.models import User
from webinar.people.audit.actions import note
from webinar.room.cohorts.queries import invitation_of
from webinar.room.rooms.models import Room

TITLE_LENGTH = 200


def create_course(
    db: Session,
    owner: User,
    edition: Edition,
    title: str,
    *,
    cohort_id: int | None = None,
    takes_guests: bool = True,
    key: str = "",
) -> Course:
    """Create a course of this edition; with a cohort, the cohort's personal links lead into it.

    `key` identifies a form, so that sending the same form again returns the existing course.
    Refused: `title_empty`.
    """
    title = one_line(title, TITLE_LENGTH, "title_empty")
    code = ""
    if key:
        # Lock, so that two simultaneous clicks create one course.
        db.execute(select(User.id).where(User.id == owner.id).with_for_update())
        code = code_of(f"{key} {owner.id} {edition.id} {cohort_id} {takes_guests} {title}")
        earlier = db.scalar(select(Course).filter_by(code=code, owner_id=owner.id))
        if earlier is not None:
            return earlier
    course = Course(
        code=_unused_code(db, code),
        title=title,
        edition=edition,
        owner_id=owner.id,
        cohort_id=cohort_id,
        takes_guests=takes_guests,
        created_at=clock.now(),
    )
    db.add(course)
    db.flush()
    note(db, "course.created", owner.id, cohort_id=cohort_id, course=course.id)
    return course


def course_for_room(db: Session, user: User, room: Room) -> Course:
    """Return the session's course; if it has none, create one of its edition for its cohort."""
    # Lock, so that two simultaneous clicks create one course.
    db.execute(select(Room.id).where(Room.id == room.id).with_for_update())
    entry = db.get(CourseSession, room.id)
    if entry is not None:
        return db.get_one(Course, entry.course_id)
    invitation = invitation_of(db, room)
    course = create_course(
        db,
        user,
        room.edition,
        room.title,
        cohort_id=invitation.cohort_id if invitation else None,
        takes_guests=invitation is None or invitation.takes_guests,
    )
    add_session(db, course, room, user)
    return course


def add_session(db: Session, course: Course, room: Room, by: User | None = None) -> None:
    """Add the session, whose modules are studied in the course. Refused: `in_another_course`.

    Without `by`, the audit entry names the course's owner.
    """
    entry = db.get(CourseSession, room.id)
    if entry is None:
        db.add(CourseSession(room_id=room.id, course_id=course.id))
        db.flush()
        by_id = course.owner_id if by is None else by.id
        note(db, "course.session_added", by_id, room_id=room.id, course=course.id)
    elif entry.course_id != course.id:
        raise Refused("in_another_course")


def _unused_code(db: Session, preferred: str) -> str:
    """Return a code that no course and no session has, because people type both into one field."""
    code = preferred or new_code()
    while True:
        conditions = exists().where(Course.code == code), exists().where(Room.code == code)
        if not any(db.scalar(select(condition)) for condition in conditions):
            return code
        code = new_code()

"""Changes an existing course: its title, cohort, opening times, sessions and edition.

No Flask, no commit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.content.editions.actions import keep_edition
from webinar.content.lessons.model import Module, content_hash
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.text import one_line
from webinar.learn.courses.actions import TITLE_LENGTH
from webinar.learn.courses.models import Course, CourseSession, Learner
from webinar.people.accounts.models import User
from webinar.people.audit.actions import note
from webinar.room.rooms.models import Room


@dataclass(frozen=True)
class TypedCourse:
    """An organiser's entries for a course; see `Course`."""

    title: str
    cohort_id: int | None
    takes_guests: bool
    opens_at: datetime | None
    closes_at: datetime | None


def change_course(db: Session, course: Course, by: User, typed: TypedCourse) -> None:
    """Change the title, the cohort, whether guests are taken, and the opening times.

    Refused: `title_empty`, `closes_first`, and `course_has_people` if the cohort would change
    although people of a roster study in the course already.
    """
    title = one_line(typed.title, TITLE_LENGTH, "title_empty")
    if typed.opens_at and typed.closes_at and typed.closes_at <= typed.opens_at:
        raise Refused("closes_first")
    if typed.cohort_id != course.cohort_id and _has_people(db, course):
        raise Refused("course_has_people")
    course.title, course.cohort_id = title, typed.cohort_id
    course.takes_guests = typed.takes_guests
    course.opens_at, course.closes_at = typed.opens_at, typed.closes_at
    note(db, "course.changed", by.id, cohort_id=course.cohort_id, course=course.id)


def close(db: Session, course: Course, by: User) -> None:
    """Close the course from now on; the learners' work is kept."""
    course.closes_at = clock.now()
    if course.opens_at is not None and course.opens_at >= course.closes_at:
        course.opens_at = None
    note(db, "course.closed", by.id, cohort_id=course.cohort_id, course=course.id)


def reopen(db: Session, course: Course, by: User) -> None:
    """Open the course now, until an organiser closes it."""
    course.closes_at = None
    if course.opens_at is not None and course.opens_at > clock.now():
        course.opens_at = None
    note(db, "course.reopened", by.id, cohort_id=course.cohort_id, course=course.id)


def take_out(db: Session, course: Course, room: Room, by: User) -> None:
    """Take the session out of the course; the work done in either is kept."""
    entry = db.scalar(select(CourseSession).filter_by(room_id=room.id, course_id=course.id))
    if entry is None:
        return
    db.delete(entry)
    db.flush()
    note(db, "course.session_removed", by.id, room_id=room.id, course=course.id)


def take_edition(db: Session, course: Course, by: User, module: Module, seen: str) -> None:
    """Take the module as it is now. Work and answers stay; removed slides no longer count.

    `seen` is the hash of the module that the organiser saw. Refused: `module_changed_again`.
    """
    if content_hash(module) != seen:
        raise Refused("module_changed_again")
    before = course.edition.hash
    course.edition = keep_edition(db, module)
    db.flush()
    note(
        db,
        "course.edition",
        by.id,
        cohort_id=course.cohort_id,
        course=course.id,
        before=before,
        after=seen,
    )


def _has_people(db: Session, course: Course) -> bool:
    query = select(Learner.id).where(Learner.course_id == course.id, Learner.person_id.is_not(None))
    return db.scalar(query.limit(1)) is not None

"""Reads of courses and learners. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased, joinedload

from webinar.content.editions.content import module_of
from webinar.content.lessons.model import Module
from webinar.kit.db import Base, table_of
from webinar.kit.errors import Refused
from webinar.kit.tokens import token_hash
from webinar.learn.courses.models import (
    Course,
    CourseSession,
    ForgottenLink,
    JoinedLearner,
    Learner,
    LearnerSeat,
)
from webinar.people.accounts.models import User, UserRole
from webinar.room.cohorts.queries import viewed_cohorts
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import translated_title


def find_course(db: Session, code: str) -> Course | None:
    """Return the course with this code, with its edition."""
    return db.scalar(select(Course).options(joinedload(Course.edition)).filter_by(code=code))


def find_own_course(db: Session, user: User, course_id: int) -> Course | None:
    """Return the course if the user may change it; None if it is unknown or another user's."""
    found = select(Course).options(joinedload(Course.edition)).filter_by(id=course_id)
    if user.role is not UserRole.ADMIN:
        found = found.filter_by(owner_id=user.id)
    return db.scalar(found)


def own_courses(db: Session, user: User) -> Sequence[Course]:
    """Return the user's courses, or all for an administrator, newest first, with their editions."""
    found = (
        select(Course)
        .options(joinedload(Course.edition))
        .order_by(Course.created_at.desc(), Course.id.desc())
    )
    if user.role is not UserRole.ADMIN:
        found = found.filter_by(owner_id=user.id)
    return db.scalars(found).all()


def find_readable_course(db: Session, user: User, course_id: int) -> Course | None:
    """Return the course if the user is its organiser or a viewer of its cohort; else None."""
    if user.role is not UserRole.VIEWER:
        return find_own_course(db, user, course_id)
    return db.scalar(
        select(Course)
        .options(joinedload(Course.edition))
        .where(Course.id == course_id, Course.cohort_id.in_(viewed_cohorts(user)))
    )


def readable_courses(db: Session, user: User) -> Sequence[Course]:
    """Return the courses whose results the user may read, newest first, with their editions."""
    if user.role is not UserRole.VIEWER:
        return own_courses(db, user)
    return db.scalars(
        select(Course)
        .options(joinedload(Course.edition))
        .where(Course.cohort_id.in_(viewed_cohorts(user)))
        .order_by(Course.created_at.desc(), Course.id.desc())
    ).all()


def count_learners(db: Session, courses: Sequence[Course]) -> Mapping[int, tuple[int, int]]:
    """Return the numbers of learners and of those who completed the course, by the course's id."""
    rows = db.execute(
        select(Learner.course_id, func.count(), func.count(Learner.completed_at))
        .where(Learner.course_id.in_([course.id for course in courses]), is_counted())
        .group_by(Learner.course_id)
    )
    return {course_id: (all_of_them, completed) for course_id, all_of_them, completed in rows}


def loose_rooms(db: Session, course: Course) -> Sequence[Room]:
    """Return the owner's sessions that are in no course and were not called off, newest first."""
    return db.scalars(
        select(Room)
        .options(joinedload(Room.edition))
        .where(
            Room.owner_id == course.owner_id,
            Room.cancelled_at.is_(None),
            Room.id.not_in(select(CourseSession.room_id)),
        )
        .order_by(Room.planned_at.desc(), Room.id.desc())
        .limit(200)
    ).all()


def title_in(course: Course, language: str) -> str:
    """Return the course's title: the module's in this language, or what its organiser typed."""
    return translated_title(course.title, course.edition, language)


def find_learner(db: Session, course: Course, number: int) -> Learner | None:
    """Find a learner by their number; the number of a joined guest finds the joined learner."""
    found = db.scalar(select(Learner).filter_by(course_id=course.id, number=number))
    return None if found is None else itself(db, found)


def courses_of_cohort(db: Session, cohort_id: int) -> Sequence[Course]:
    """Return the cohort's courses in the order in which they were made, with their editions."""
    return db.scalars(
        select(Course)
        .options(joinedload(Course.edition))
        .filter_by(cohort_id=cohort_id)
        .order_by(Course.id)
    ).all()


def course_of_room(db: Session, room: Room) -> Course | None:
    """Return the course in which this session's modules are studied, if there is one."""
    return db.scalar(
        select(Course)
        .options(joinedload(Course.edition))
        .join(CourseSession, CourseSession.course_id == Course.id)
        .where(CourseSession.room_id == room.id)
    )


def rooms_of_course(db: Session, course: Course) -> Sequence[Room]:
    """Return the course's live sessions, the earliest first."""
    return db.scalars(
        select(Room)
        .options(joinedload(Room.edition))
        .join(CourseSession, CourseSession.room_id == Room.id)
        .where(CourseSession.course_id == course.id)
        .order_by(Room.planned_at, Room.id)
    ).all()


def module_of_course(course: Course) -> Module:
    """Return the course's module, as its edition has it."""
    return module_of(course.edition)


def is_open(course: Course, at: datetime) -> bool:
    """Whether learners can do anything in the course at this time."""
    if course.opens_at is not None and at < course.opens_at:
        return False
    return course.closes_at is None or at < course.closes_at


def learner_at(db: Session, course: Course, browser_id: int | None) -> Learner | None:
    """Return the learner who studies this course at this browser."""
    return seat_at(db, course, browser_id)[0]


def seat_at(db: Session, course: Course, browser_id: int | None) -> tuple[Learner | None, int]:
    """Return this browser's learner and the number under which they sat down; None, 0 for nobody.

    A guest keeps that number when they are joined to another learner, and when that is undone. The
    browser keeps its data under it.
    """
    if browser_id is None:
        return None, 0
    sitting = aliased(Learner)
    found = db.execute(
        select(Learner, sitting.number)
        .select_from(LearnerSeat)
        .join(sitting, sitting.id == LearnerSeat.learner_id)
        .join(Learner, Learner.id == itself_id(LearnerSeat.learner_id))
        .where(LearnerSeat.browser_id == browser_id, LearnerSeat.course_id == course.id)
    ).one_or_none()
    return (None, 0) if found is None else (found[0], found[1])


def learner_by_token(db: Session, token: str) -> Learner | None:
    """Return the learner whose own link this is."""
    found = db.scalar(select(Learner).filter_by(token_hash=token_hash(token)))
    return None if found is None else itself(db, found)


def forgotten_link(db: Session, token: str) -> ForgottenLink | None:
    """Return the entry for this own link if its learner has been forgotten."""
    return db.get(ForgottenLink, token_hash(token))


def itself(db: Session, learner: Learner) -> Learner:
    """Return the learner, or the learner that a guest turned out to be."""
    joined = db.get(JoinedLearner, learner.id)
    return learner if joined is None else db.get_one(Learner, joined.into_id)


def itself_id(learner_id: InstrumentedAttribute[int]) -> ColumnElement[int]:
    """Return an expression for the id of `itself`, for a column of learners' ids."""
    joined = select(JoinedLearner.into_id).where(JoinedLearner.learner_id == learner_id)
    return func.coalesce(joined.correlate_except(JoinedLearner).scalar_subquery(), learner_id)


def locked(db: Session, learner_id: int) -> Learner:
    """Lock a learner until the transaction is over, and return them.

    For a guest who turned out to be another learner, lock and return that learner.
    Refused: `try_again` for a guest who is joined to another learner while this waits.
    """
    found = itself(db, db.get_one(Learner, learner_id))
    db.execute(select(Learner.id).where(Learner.id == found.id).with_for_update())
    if itself(db, found) is not found:
        raise Refused("try_again", retryable=True)
    return found


def joined_as(db: Session, learner: Learner) -> Sequence[tuple[Learner, JoinedLearner]]:
    """Return the guests who turned out to be this learner, with their joins, sorted by number."""
    found = (
        select(Learner, JoinedLearner)
        .join(JoinedLearner, JoinedLearner.learner_id == Learner.id)
        .where(JoinedLearner.into_id == learner.id)
    )
    return [(guest, row) for guest, row in db.execute(found.order_by(Learner.number))]


def joined_into(db: Session, learner: Learner) -> Sequence[Learner]:
    """Return the guests who turned out to be this learner."""
    return [guest for guest, _ in joined_as(db, learner)]


def has_nothing(db: Session, learner: Learner) -> bool:
    """Whether no row refers to this learner, in any table, however new the table is."""
    db.flush()
    key = table_of(Learner).c.id
    theirs = (
        exists().where(reference.parent == learner.id)
        for table in Base.metadata.tables.values()
        for reference in table.foreign_keys
        if reference.column is key
    )
    return not db.scalar(select(or_(*theirs)))


def is_counted() -> ColumnElement[bool]:
    """The condition that a learner is not a guest who turned out to be another."""
    return Learner.id.not_in(select(JoinedLearner.learner_id))


def learners_of(db: Session, course: Course) -> Sequence[Learner]:
    """Return the counted learners in the order of their numbers."""
    found = select(Learner).where(Learner.course_id == course.id, is_counted())
    return db.scalars(found.order_by(Learner.number)).all()


def learner_of_person(db: Session, course: Course, person_id: int) -> Learner | None:
    return db.scalar(select(Learner).filter_by(course_id=course.id, person_id=person_id))

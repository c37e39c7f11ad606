"""Reads of courses and learners. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, exists, func, or_, select
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
from webinar.people.ownership.queries import may_change
from webinar.room.cohorts.queries import viewed_cohorts
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import translated_title


def find_course(db: Session, code: str) -> Course | None:
    """Return the course with this code, with its edition."""
    return db.scalar(select(Course).options(joinedload(Course.edition)).filter_by(code=code))


def find_own_course(db: Session, user: User, course_id: int) -> Course | None:
    """Return the course if the user may change it; None if it is unknown or another user's."""
    query = select(Course).options(joinedload(Course.edition)).filter_by(id=course_id)
    return db.scalar(query.where(may_change(Course, user)))


def own_courses(db: Session, user: User) -> Sequence[Course]:
    """Return the user's courses, or all for an administrator, newest first, with their editions."""
    return db.scalars(
        select(Course)
        .options(joinedload(Course.edition))
        .where(may_change(Course, user))
        .order_by(Course.created_at.desc(), Course.id.desc())
    ).all()


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
    """Return how many learners each course has and how many completed it, by the course's id."""
    rows = db.execute(
        select(Learner.course_id, func.count(), func.count(Learner.completed_at))
        .where(Learner.course_id.in_([course.id for course in courses]), is_counted())
        .group_by(Learner.course_id)
    )
    return {course_id: (total, completed) for course_id, total, completed in rows}


def title_in(course: Course, language: str) -> str:
    """Return the course's title: the module's in this language, or what its organiser typed."""
    return translated_title(course.title, course.edition, language)


def find_learner(db: Session, course: Course, number: int) -> Learner | None:
    """Find a learner by their number; the number of a joined guest finds the joined learner."""
    learner = db.scalar(select(Learner).filter_by(course_id=course.id, number=number))
    return None if learner is None else real_learner(db, learner)


def courses_of_cohort(db: Session, cohort_id: int) -> Sequence[Course]:
    """Return the cohort's courses in the order in which they were made, with their editions."""
    return db.scalars(
        select(Course)
        .options(joinedload(Course.edition))
        .filter_by(cohort_id=cohort_id)
        .order_by(Course.id)
    ).all()


def course_of_room(db: Session, room: Room) -> Course | None:
    """Return the course to which this session belongs; None if it belongs to none."""
    return db.scalar(_COURSE, {"room_id": room.id})


_COURSE = (
    select(Course)
    .options(joinedload(Course.edition))
    .join(CourseSession, CourseSession.course_id == Course.id)
    .where(CourseSession.room_id == bindparam("room_id"))
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
    """Return this browser's learner and the number under which they sat down, else None and 0.

    Guests keep that number when they are joined to another learner, and when the join is undone.
    The browser stores its data under this number.
    """
    if browser_id is None:
        return None, 0
    sitting = aliased(Learner)
    row = db.execute(
        select(Learner, sitting.number)
        .select_from(LearnerSeat)
        .join(sitting, sitting.id == LearnerSeat.learner_id)
        .join(Learner, Learner.id == real_learner_id(LearnerSeat.learner_id))
        .where(LearnerSeat.browser_id == browser_id, LearnerSeat.course_id == course.id)
    ).one_or_none()
    return (None, 0) if row is None else (row[0], row[1])


def learner_by_token(db: Session, token: str) -> Learner | None:
    """Return the learner whose own link this is."""
    learner = db.scalar(select(Learner).filter_by(token_hash=token_hash(token)))
    return None if learner is None else real_learner(db, learner)


def forgotten_link(db: Session, token: str) -> ForgottenLink | None:
    """Return the entry for this own link if its learner has been forgotten."""
    return db.get(ForgottenLink, token_hash(token))


def real_learner(db: Session, learner: Learner) -> Learner:
    """Return the learner, or the learner that a guest turned out to be."""
    joined = db.get(JoinedLearner, learner.id)
    return learner if joined is None else db.get_one(Learner, joined.into_id)


def real_learner_id(learner_id: InstrumentedAttribute[int]) -> ColumnElement[int]:
    """Return the SQL expression for the id of `real_learner`, given a column of learners' ids."""
    joined = select(JoinedLearner.into_id).where(JoinedLearner.learner_id == learner_id)
    return func.coalesce(joined.correlate_except(JoinedLearner).scalar_subquery(), learner_id)


def lock_learner(db: Session, learner_id: int) -> Learner:
    """Lock a learner until the transaction is over, and return them.

    For a guest who turned out to be another learner, lock and return that learner.
    Refused: `try_again` for a guest who is joined to another learner while this waits.
    """
    learner = real_learner(db, db.get_one(Learner, learner_id))
    db.execute(select(Learner.id).where(Learner.id == learner.id).with_for_update())
    if real_learner(db, learner) is not learner:
        raise Refused("try_again", retryable=True)
    return learner


def guest_joins(db: Session, learner: Learner) -> Sequence[tuple[Learner, JoinedLearner]]:
    """Return the guests who turned out to be this learner, with their joins, sorted by number."""
    joins = (
        select(Learner, JoinedLearner)
        .join(JoinedLearner, JoinedLearner.learner_id == Learner.id)
        .where(JoinedLearner.into_id == learner.id)
    )
    return [(guest, join) for guest, join in db.execute(joins.order_by(Learner.number))]


def joined_guests(db: Session, learner: Learner) -> Sequence[Learner]:
    """Return the guests who turned out to be this learner."""
    return [guest for guest, _ in guest_joins(db, learner)]


def has_nothing(db: Session, learner: Learner) -> bool:
    """Whether no row refers to this learner, in any table that has a foreign key to learners."""
    db.flush()
    key = table_of(Learner).c.id
    references = (
        exists().where(reference.parent == learner.id)
        for table in Base.metadata.tables.values()
        for reference in table.foreign_keys
        if reference.column is key
    )
    return not db.scalar(select(or_(*references)))


def is_counted() -> ColumnElement[bool]:
    """Return the condition that a learner is not a guest who turned out to be another learner."""
    return Learner.id.not_in(select(JoinedLearner.learner_id))


def learners_of(db: Session, course: Course) -> Sequence[Learner]:
    """Return the counted learners in the order of their numbers."""
    query = select(Learner).where(Learner.course_id == course.id, is_counted())
    return db.scalars(query.order_by(Learner.number)).all()


def learner_of_person(db: Session, course: Course, person_id: int) -> Learner | None:
    return db.scalar(select(Learner).filter_by(course_id=course.id, person_id=person_id))

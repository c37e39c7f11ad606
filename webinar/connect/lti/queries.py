"""Reads of platforms, links and grades. Writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from webinar.connect.lti.models import LtiCourse, LtiGrade, LtiLink, LtiPlatform, LtiUser
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import real_learner_id

# An inactive learner's score is computed again after this: a test may have been marked again.
LOOK_AGAIN = timedelta(hours=1)

_takes_scores = or_(LtiLink.line_item != "", LtiLink.line_items != "")

# A platform that may no longer use a course gets no further scores from it.
_is_allowed = and_(
    LtiCourse.platform_id == LtiLink.platform_id, LtiCourse.course_id == LtiLink.course_id
)

# The score's owner: a guest who turned out to be another person has that person's score.
_is_graded = Learner.id == real_learner_id(LtiGrade.learner_id)


def all_platforms(db: Session) -> Sequence[LtiPlatform]:
    return db.scalars(select(LtiPlatform).order_by(LtiPlatform.name, LtiPlatform.id)).all()


def courses_allowed(db: Session, platform: LtiPlatform) -> Sequence[Course]:
    """Return the courses this platform may use, by title."""
    return db.scalars(
        select(Course)
        .options(joinedload(Course.edition))
        .join(LtiCourse, LtiCourse.course_id == Course.id)
        .where(LtiCourse.platform_id == platform.id)
        .order_by(Course.title, Course.id)
    ).all()


def course_allowed(db: Session, platform: LtiPlatform, code: str) -> Course | None:
    """Return the course with this code if the platform may use it; else None."""
    return db.scalar(
        select(Course)
        .options(joinedload(Course.edition))
        .join(LtiCourse, LtiCourse.course_id == Course.id)
        .where(LtiCourse.platform_id == platform.id, Course.code == code)
    )


def find_link(db: Session, platform_id: int, deployment: str, resource: str) -> LtiLink | None:
    return db.scalar(
        select(LtiLink).filter_by(platform_id=platform_id, deployment=deployment, resource=resource)
    )


def allowed_platform_ids(db: Session, course: Course) -> set[int]:
    """Return the ids of the platforms that may use this course."""
    query = select(LtiCourse.platform_id).where(LtiCourse.course_id == course.id)
    return set(db.scalars(query))


def links_of(db: Session, course: Course) -> Sequence[LtiLink]:
    return db.scalars(select(LtiLink).filter_by(course_id=course.id).order_by(LtiLink.id)).all()


def count_users(db: Session) -> dict[int, int]:
    """Return the number of learners from each platform, by its id."""
    rows = db.execute(select(LtiUser.platform_id, func.count()).group_by(LtiUser.platform_id))
    return {platform_id: count for platform_id, count in rows}


def users_of(db: Session, course: Course, platform_id: int) -> dict[str, Learner]:
    """Return the learners of this platform in the course, by the platform's id for them."""
    rows = db.execute(
        select(LtiUser.sub, Learner)
        .join(Learner, Learner.id == LtiUser.learner_id)
        .where(LtiUser.course_id == course.id, LtiUser.platform_id == platform_id)
    )
    return {sub: learner for sub, learner in rows}


def grades_of(db: Session, course: Course) -> Sequence[tuple[LtiGrade, Learner]]:
    """Return each learner's grades in this course at each link, by the learner's number."""
    rows = db.execute(
        select(LtiGrade, Learner)
        .join(LtiLink, LtiLink.id == LtiGrade.link_id)
        .join(Learner, _is_graded)
        .where(LtiLink.course_id == course.id)
        .order_by(Learner.number, LtiGrade.link_id)
    )
    return [(grade, learner) for grade, learner in rows]


def grades_to_recompute(db: Session, at: datetime) -> dict[int, list[tuple[LtiGrade, Learner]]]:
    """Return the grades whose score may have changed since it was last computed, by course id."""
    rows = db.execute(
        select(LtiGrade, Learner)
        .join(Learner, _is_graded)
        .join(LtiLink, LtiLink.id == LtiGrade.link_id)
        .join(LtiCourse, _is_allowed)
        .where(
            LtiLink.course_id == Learner.course_id,
            _takes_scores,
            or_(
                LtiGrade.looked_at.is_(None),
                Learner.seen_at >= LtiGrade.looked_at,
                LtiGrade.looked_at < at - LOOK_AGAIN,
            ),
        )
    )
    grades_by_course: dict[int, list[tuple[LtiGrade, Learner]]] = {}
    for grade, learner in rows:
        grades_by_course.setdefault(learner.course_id, []).append((grade, learner))
    return grades_by_course


@dataclass(frozen=True)
class Parcel:
    """A score on its way: its recipient and its content.

    Without a `line_item`, one is made among `line_items`. `is_own`: the line item is ours.
    `resource` and `course` are the subject of the line item, `title` its label.
    """

    link_id: int
    learner_id: int
    platform: LtiPlatform
    line_item: str
    is_own: bool
    line_items: str
    resource: str
    course: str
    title: str
    sub: str
    given: int
    is_finished: bool
    said_at: datetime


def due_parcels(db: Session, at: datetime, most: int) -> list[Parcel]:
    """Return the scores to send now, the longest waiting first."""
    rows = db.execute(
        select(LtiGrade, LtiLink, LtiPlatform, LtiUser.sub, Course)
        .join(LtiLink, LtiLink.id == LtiGrade.link_id)
        .join(LtiPlatform, LtiPlatform.id == LtiLink.platform_id)
        .join(Course, Course.id == LtiLink.course_id)
        .join(LtiUser, LtiUser.learner_id == LtiGrade.learner_id)
        .join(LtiCourse, _is_allowed)
        .where(
            LtiGrade.next_at <= at,
            _takes_scores,
            LtiPlatform.disabled_at.is_(None),
        )
        .order_by(LtiGrade.next_at)
        .limit(most)
    )
    return [
        Parcel(
            grade.link_id,
            grade.learner_id,
            platform,
            link.line_item or link.own_item,
            not link.line_item,
            link.line_items,
            link.resource,
            course.code,
            course.title,
            sub,
            grade.given,
            grade.is_finished,
            grade.said_at,
        )
        for grade, link, platform, sub, course in rows
        if grade.said_at is not None
    ]

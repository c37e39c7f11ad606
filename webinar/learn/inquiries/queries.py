"""Reads of learners' questions to the organisers. Writes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webinar.learn.courses.models import Course, Learner
from webinar.learn.inquiries.models import Inquiry


def find_inquiry(db: Session, course: Course, inquiry_id: int) -> Inquiry | None:
    """Lock and return the question if it was asked in this course."""
    query = select(Inquiry).join(Learner, Learner.id == Inquiry.learner_id)
    query = query.where(Inquiry.id == inquiry_id, Learner.course_id == course.id)
    return db.scalar(query.with_for_update(of=Inquiry))


def inquiries_of(db: Session, learner: Learner) -> Sequence[Inquiry]:
    """Return the learner's questions, the newest first."""
    query = select(Inquiry).filter_by(learner_id=learner.id)
    return db.scalars(query.order_by(Inquiry.asked_at.desc(), Inquiry.id.desc())).all()


def inquiries_at(db: Session, learner: Learner, slide_id: str) -> Sequence[Inquiry]:
    """Return the learner's questions at a slide, the oldest first."""
    query = select(Inquiry).filter_by(learner_id=learner.id, slide=slide_id)
    return db.scalars(query.order_by(Inquiry.asked_at, Inquiry.id)).all()


def count_open_of(db: Session, learner: Learner) -> int:
    query = select(func.count()).select_from(Inquiry).filter_by(learner_id=learner.id)
    return db.scalar(query.where(Inquiry.closed_at.is_(None))) or 0


def count_in_course(db: Session, course: Course, *, is_open: bool) -> int:
    """Return how many questions of the course are open, or how many are closed."""
    query = select(func.count()).select_from(Inquiry).join(Learner)
    query = query.where(Learner.course_id == course.id)
    return db.scalar(query.where(Inquiry.closed_at.is_(None) == is_open)) or 0


def inquiries_in_course(
    db: Session, course: Course, *, is_open: bool, first: int, most: int
) -> Sequence[tuple[Inquiry, Learner]]:
    """Return open or closed questions with their learners, the newest first, from `first` on."""
    query = select(Inquiry, Learner).join(Learner, Learner.id == Inquiry.learner_id)
    query = query.where(Learner.course_id == course.id, Inquiry.closed_at.is_(None) == is_open)
    query = query.order_by(Inquiry.asked_at.desc(), Inquiry.id.desc()).offset(first).limit(most)
    return [(inquiry, learner) for inquiry, learner in db.execute(query)]

"""Courses whose learners wait for answers, for the organiser's page of today."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for
from flask_babel import ngettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from webinar.kit.numerals import digits
from webinar.kit.preparations import Errand
from webinar.kit.web.i18n import page_language
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import title_in
from webinar.learn.inquiries.models import Inquiry
from webinar.people.accounts.models import User
from webinar.people.ownership.queries import belongs_to
from webinar.room.rooms.models import Room


def questions_to_answer(db: Session, user: User, _rooms: Sequence[Room]) -> list[Errand]:
    """Return an errand for each own course with open questions."""
    counts = (
        select(Learner.course_id, func.count().label("count"))
        .join(Inquiry, Inquiry.learner_id == Learner.id)
        .where(Inquiry.closed_at.is_(None))
        .group_by(Learner.course_id)
        .subquery()
    )
    query = select(Course, counts.c.count).join(counts, counts.c.course_id == Course.id)
    query = query.options(joinedload(Course.edition)).where(belongs_to(Course, user))
    return [
        Errand(
            digits(
                ngettext(
                    "%(num)d question of a learner waits for an answer",
                    "%(num)d questions of learners wait for an answer",
                    count,
                )
            ),
            title_in(course, page_language()),
            url_for("inquiries.listed", course_id=course.id),
        )
        for course, count in db.execute(query.order_by(Course.id))
    ]

"""The learner's questions on the page of a slide, and on their page of the course."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from webinar.content.editions.content import slides_in
from webinar.kit.tokens import new_token
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import module_of_course
from webinar.learn.inquiries import queries
from webinar.learn.inquiries.asking import save_question
from webinar.learn.study import contents

TEMPLATE = "learn/inquiries/study.html"


def home_context(db: Session, course: Course, learner: Learner) -> dict[str, Any]:
    """Return `inquiries`: pairs of a question and its slide, None if the course has it no more."""
    rows = queries.inquiries_of(db, learner)
    if not rows:
        return {"inquiries": []}
    deck = slides_in(course.edition, learner.language)
    places = contents.places(module_of_course(course))
    return {
        "inquiries": [
            (row, deck[places[row.slide].at] if row.slide in places else None) for row in rows
        ]
    }


def slide_context(
    db: Session, _course: Course, learner: Learner | None, slide_id: str, _values: Mapping[str, str]
) -> dict[str, Any]:
    """Return `slide_inquiries`, the learner's questions at the slide, and the form's new key."""
    if learner is None:
        return {}
    return {
        "slide_inquiries": queries.inquiries_at(db, learner, slide_id),
        "inquiry_key": new_token(),
    }


leave_slide = save_question

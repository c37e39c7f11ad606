"""The requirements of a course and those still missing, for the course's first page."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.page import zone_of
from webinar.people.accounts.models import User
from webinar.results.completion import words
from webinar.results.completion.page import day_of
from webinar.results.completion.queries import done_in, terms_of
from webinar.results.completion.rules import judge

TEMPLATE = "results/completion/study.html"


def home_context(db: Session, course: Course, learner: Learner) -> dict[str, Any]:
    """Return the requirements of the course, and those missing, for the learner's home.

    `completion` has `criteria` and `missing` (lines), `is_complete` and `completed` (the day on the
    certificate, or an empty text); `criteria` is empty if the course has no rule.
    """
    terms = terms_of(db, course)
    missing_requirements = (
        judge(terms, done_in(db, course, learner)) if terms.has_requirements else []
    )
    is_complete = learner.completed_at is not None or (
        terms.has_requirements and not missing_requirements
    )
    return {
        "completion": {
            "criteria": words.criteria(terms),
            "missing": [] if is_complete else words.missing(missing_requirements),
            "is_complete": is_complete,
            "completed": day_of(learner.completed_at, zone_of(db.get_one(User, course.owner_id))),
        }
    }

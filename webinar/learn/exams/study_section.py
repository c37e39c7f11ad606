"""The tests of a course, for its first page."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from webinar.learn.courses.models import Course, Learner
from webinar.learn.exams import queries
from webinar.learn.exams.page import standing

TEMPLATE = "learn/exams/study.html"


def home_context(db: Session, course: Course, learner: Learner) -> dict[str, Any]:
    """Return the tests in order, for the learner's page of the course."""
    results = queries.results_of(db, course, learner)
    return {
        "exam_tests": [standing(course, results, part, learner.language) for part in results],
    }

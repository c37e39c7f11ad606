"""The certificates of a learner, for the learner's page of a course and the organiser's page."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from webinar.learn.courses.models import Course, Learner
from webinar.results.certificates.holders import certificates_of_learner


def home_context(db: Session, _course: Course, learner: Learner) -> dict[str, Any]:
    """Return `certificates`, which completion shows beside the requirements of the course."""
    return {"certificates": certificates_of_learner(db, learner)}

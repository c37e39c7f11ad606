"""The certificates of a learner, for the learner's page of a course and the organiser's page."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from webinar.learn.courses.models import Course, Learner
from webinar.results.certificates.automation import is_automatic_course
from webinar.results.certificates.holders import certificates_of_learner


def home_context(db: Session, course: Course, learner: Learner) -> dict[str, Any]:
    """Return the valid `certificates`, which completion shows beside the course's requirements.

    `awaits_certificate`: the server issues one by itself once the learner completes the course.
    """
    certificates = certificates_of_learner(db, learner)
    return {
        "certificates": [one for one in certificates if one.revoked_at is None],
        "awaits_certificate": not certificates and is_automatic_course(db, course),
    }

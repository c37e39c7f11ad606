"""The words of the line about this device on the first page of a course."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from webinar.learn.courses.models import Course, Learner
from webinar.learn.offline.kept_words import kept_words


def home_context(_db: Session, _course: Course, _learner: Learner) -> dict[str, Any]:
    return {"offline_words": kept_words()}

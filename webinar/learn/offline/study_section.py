"""The words for the line that a course's first page has about keeping the course on this device."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from webinar.learn.courses.models import Course, Learner
from webinar.learn.offline.words import kept_words


def home_context(_db: Session, _course: Course, _learner: Learner) -> dict[str, Any]:
    return {"offline_words": kept_words()}

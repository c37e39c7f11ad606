"""The learner's note and mark on the page of a slide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from webinar.learn.courses.models import Course, Learner
from webinar.learn.notes import queries
from webinar.learn.notes.saving import save_notes


def home_context(_db: Session, _course: Course, _learner: Learner) -> dict[str, Any]:
    return {}


def slide_context(
    db: Session, _course: Course, learner: Learner | None, slide_id: str, _values: Mapping[str, str]
) -> dict[str, Any]:
    """Return `notes`, the learner's notes on the slide, and `is_marked`."""
    if learner is None:
        return {}
    return {
        "notes": queries.notes_at(db, learner, slide_id),
        "is_marked": queries.find_mark(db, learner, slide_id) is not None,
    }


leave_slide = save_notes

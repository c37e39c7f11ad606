"""Offers the narration of a slide on its page in the course."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from webinar.kit.languages import OWN_NAMES
from webinar.kit.web.i18n import page_language
from webinar.learn.courses.models import Course, Learner
from webinar.learn.narration.queries import tracks_of
from webinar.words import script_words


def home_context(_db: Session, _course: Course, _learner: Learner) -> dict[str, Any]:
    return {}


def slide_context(
    db: Session, course: Course, learner: Learner | None, slide_id: str, _values: Mapping[str, str]
) -> dict[str, Any]:
    """Return `narration`, the tracks of the slide, with what the template needs to draw them."""
    language = learner.language if learner is not None else page_language()
    tracks = tracks_of(db, course, slide_id, language)
    if not tracks:
        return {"narration": []}
    words = script_words("narration.js")
    return {"narration": tracks, "narration_words": words, "own_names": OWN_NAMES}

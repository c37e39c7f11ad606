"""What other features add to a learner's page of a course: each brings its template and words."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from sqlalchemy.orm import Session

from webinar.courses.models import Course, Learner

# Of each that is there, `home_context(db, course, learner)` gives what its template needs.
_SECTIONS = ("catchup.study", "exams.page", "completion.page", "offline.page")
TEMPLATES = tuple(f"{name.partition('.')[0]}/study.html" for name in _SECTIONS)


def contexts(db: Session, course: Course, learner: Learner) -> dict[str, Any]:
    """All that the sections of this learner's page need."""
    found: dict[str, Any] = {}
    for name in _known():
        found |= import_module(name).home_context(db, course, learner)
    return found


@cache
def _known() -> tuple[str, ...]:
    full = (f"webinar.{name}" for name in _SECTIONS)
    return tuple(name for name in full if find_spec(name) is not None)

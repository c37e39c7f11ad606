"""Sections that features add to a learner's page of a course, each by a module `study_section`.

The module has `home_context(db, course, learner)`, and `TEMPLATE` if it draws a section there. A
script redraws the section after each report; it draws data kept on the device by itself. With
`slide_context(db, course, learner, slide_id, values)`, the module also adds to the slides' pages,
even before there is a learner; `values` are those of the request. With `round_context(db, course,
learner)`, it adds to the page at the end of a round. With `leave_slide(course, learner, slide_id)`,
it saves what a form that leaves a slide brings, or answers with a page that says why not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from webinar import features
from webinar.learn.courses.models import Course, Learner


def templates() -> list[str]:
    """Return the sections' templates in the order of the page, that of `features.FEATURES`."""
    sections = features.modules("study_section")
    return [section.TEMPLATE for section in sections if hasattr(section, "TEMPLATE")]


def contexts(db: Session, course: Course, learner: Learner) -> dict[str, Any]:
    """Return the context for the sections of this learner's page."""
    context: dict[str, Any] = {}
    for section in features.modules("study_section"):
        context |= section.home_context(db, course, learner)
    return context


def slide_contexts(
    db: Session, course: Course, learner: Learner | None, slide_id: str, values: Mapping[str, str]
) -> dict[str, Any]:
    """Return the context that sections add to the page of this slide."""
    context: dict[str, Any] = {}
    for section in features.modules("study_section"):
        if hasattr(section, "slide_context"):
            context |= section.slide_context(db, course, learner, slide_id, values)
    return context


def round_contexts(db: Session, course: Course, learner: Learner) -> dict[str, Any]:
    """Return the context that sections add to the page at the end of a round."""
    context: dict[str, Any] = {}
    for section in features.modules("study_section"):
        if hasattr(section, "round_context"):
            context |= section.round_context(db, course, learner)
    return context


def leave_slide(course: Course, learner: Learner, slide_id: str) -> ResponseReturnValue | None:
    """Let sections save what is in the form; return the first page that refuses it."""
    pages = [
        section.leave_slide(course, learner, slide_id)
        for section in features.modules("study_section")
        if hasattr(section, "leave_slide")
    ]
    return next((page for page in pages if page is not None), None)

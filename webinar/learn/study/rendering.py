"""Renders the first page of a course and the pages of its slides."""

from __future__ import annotations

from flask import abort, render_template, request
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from webinar.kit.errors import Refused
from webinar.learn.study import contents, deed_reports, queries, sections, slide_context
from webinar.learn.study.device_clock import now_millis
from webinar.learn.study.pages import CourseVisit
from webinar.learn.study.round_context import rounds_context
from webinar.learn.study.times import in_words, state_words
from webinar.learn.study.words import refusal_text
from webinar.words import script_words

# Pages load `drop.js` only when they need it.
SCRIPTS = ("study.js", "drop.js")


def home_page(db: Session, visit: CourseVisit) -> str:
    progress, section_context = None, {}
    if visit.learner is not None:
        progress = queries.progress_of(db, visit.course, visit.learner)
        section_context = sections.contexts(db, visit.course, visit.learner)
    overview = contents.contents(visit, progress)
    return render_template(
        "learn/study/home.html",
        visit=visit,
        course=visit.course,
        learner=visit.learner,
        words=script_words(*SCRIPTS),
        included=sections.templates(),
        **state_words(visit.course),
        **overview,
        **rounds_context(visit, progress, overview["resume"]),
        **section_context,
    )


def slide_page(
    db: Session,
    visit: CourseVisit,
    slide_id: str,
    *,
    is_again: bool = False,
    typed: MultiDict[str, str] | None = None,
    refusal: Refused | None = None,
    is_piece: bool = False,
) -> str:
    """Return the page of a slide, or with `is_piece` its question alone.

    `typed` is a form that was not saved: it is filled in again, and its time continues.
    """
    if slide_id not in contents.places(visit.module):
        abort(404)
    context = slide_context.slide_context(db, visit, slide_id)
    return render_template(
        "learn/study/question.html" if is_piece else "learn/study/slide.html",
        visit=visit,
        course=visit.course,
        learner=visit.learner,
        is_again=is_again or typed is not None,
        refusal=None if refusal is None else refusal_text(refusal),
        typed=typed,
        typed_points=deed_reports.typed_points(typed or {}),
        key=deed_reports.new_key(),
        since=(typed.get("shown") if typed else None) or now_millis(),
        words=script_words(*SCRIPTS),
        in_words=in_words,
        **sections.slide_contexts(db, visit.course, visit.learner, slide_id, request.values),
        **context,
    )

"""Renders the first page of a course and the pages of its slides."""

from __future__ import annotations

from flask import abort, render_template, request
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from webinar.kit.errors import Refused
from webinar.learn.study import contents, queries, sections, shown, telling
from webinar.learn.study.device_clock import now_millis
from webinar.learn.study.pages import Studying
from webinar.learn.study.times import in_words, state_words
from webinar.learn.study.words import refusal_text
from webinar.words import script_words

# Pages load the second one only when they need it.
SCRIPTS = ("study.js", "drop.js")


def home_page(db: Session, found: Studying) -> str:
    progress, more = None, {}
    if found.learner is not None:
        progress = queries.progress_of(db, found.course, found.learner)
        more = sections.contexts(db, found.course, found.learner)
    return render_template(
        "learn/study/home.html",
        studying=found,
        course=found.course,
        learner=found.learner,
        words=script_words(*SCRIPTS),
        included=sections.templates(),
        **state_words(found.course),
        **contents.contents(found, progress),
        **more,
    )


def slide_page(
    db: Session,
    found: Studying,
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
    if slide_id not in contents.places(found.module):
        abort(404)
    page = shown.slide_page(db, found, slide_id)
    return render_template(
        "learn/study/question.html" if is_piece else "learn/study/slide.html",
        studying=found,
        course=found.course,
        learner=found.learner,
        is_again=is_again or typed is not None,
        refusal=None if refusal is None else refusal_text(refusal),
        typed=typed,
        typed_points={
            name.removeprefix("points."): value
            for name, value in (typed or {}).items()
            if name.startswith("points.")
        },
        key=telling.new_key(),
        since=(typed.get("shown") if typed else None) or now_millis(),
        words=script_words(*SCRIPTS),
        in_words=in_words,
        **sections.slide_contexts(db, found.course, found.learner, slide_id, request.values),
        **page,
    )

"""The pages on which a learner repeats questions, one after another. They need no scripts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from webinar.content.lessons.model import Slide
from webinar.kit import languages
from webinar.kit.errors import Refused
from webinar.kit.web.i18n import remember
from webinar.kit.web.services import services
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import lock_learner, module_of_course
from webinar.learn.repetition import actions, queries
from webinar.learn.repetition.words import refusal_text
from webinar.learn.study import answering, contents, deed_reports, pages
from webinar.learn.study.pages import CourseVisit, course_visit, sending_learner
from webinar.learn.study.queries import Try
from webinar.learn.study.slide_context import slide_context
from webinar.learn.study.times import reader_zone
from webinar.learn.study.wire import Answer
from webinar.people.accounts.refusals import status_of

bp = Blueprint("repetition", __name__)


@bp.get("/study/<code>/repeat")
def repeat(code: str) -> ResponseReturnValue:
    """Ask the first question that is due, or say when the next one will be."""
    with services().db.read() as db:
        visit = course_visit(db, code)
        if visit is None or visit.learner is None or not visit.is_open:
            return redirect(url_for("study.home", code=code), 303)
        repetition = queries.repetition_of(db, visit.course, visit.learner, reader_zone())
        if repetition.due:
            return _question_page(db, visit, repetition, repetition.due[0])
        return _page(visit, "learn/repetition/done.html", {"repetition": repetition})


@bp.get("/study/<code>/repeat/<slide_id>")
def result(code: str, slide_id: str) -> ResponseReturnValue:
    """Show whether the answer with the key in `answer` was right, and why."""
    with services().db.read() as db:
        visit = course_visit(db, code)
        if visit is None or visit.learner is None or not visit.may_read:
            return redirect(url_for("study.home", code=code), 303)
        row = queries.find_repeat(db, visit.learner, request.args.get("answer", ""))
        place = contents.places(visit.module).get(slide_id)
        if row is None or row.item != slide_id or place is None:
            return redirect(url_for("repetition.repeat", code=code), 303)
        answer = msgspec.convert(row.answer, Answer)
        if not answering.fits(place.slide, answer):
            # The question has changed since.
            return redirect(url_for("repetition.repeat", code=code), 303)
        tries = [Try(answer, row.is_right, row.answered_at)]
        repetition = queries.repetition_of(db, visit.course, visit.learner, reader_zone())
        return _page(
            visit,
            "learn/repetition/result.html",
            {
                "repetition": repetition,
                "is_known": row.is_right and slide_id not in repetition.days,
                **slide_context(db, visit, slide_id, tries=tries),
            },
        )


@bp.post("/study/<code>/repeat/<slide_id>")
def answer(code: str, slide_id: str) -> ResponseReturnValue:
    """Store the answer to a question that is due, and show whether it was right.

    With a `language`, ask again in that language, with the unsaved answer.
    """
    course, learner = sending_learner(code)
    place = contents.places(module_of_course(course)).get(slide_id)
    tag = languages.our_tag(request.form.get("language", ""))
    if tag is not None:
        pages.set_reading_language(learner, tag)
        response = make_response(_asked_again(code, slide_id))
        remember(response, tag)
        return response
    try:
        if place is None:
            raise Refused("not_due")
        key = _keep(course, learner, place.slide)
    except Refused as refusal:
        page = _asked_again(code, slide_id, refusal)
        return page, status_of(refusal)
    address = url_for("repetition.result", code=code, slide_id=slide_id, answer=key)
    return redirect(f"{address}#verdict", 303)


def _keep(course: Course, learner: Learner, slide: Slide) -> str:
    """Store the answer in the form, and return its key."""
    names = "words" if slide.poll is not None and slide.poll.kind.counts_words else "options"
    given = deed_reports.read_answer(slide.poll, request.form, request.form.getlist(names))
    report = deed_reports.deeds_in_form(slide, learner.language, request.form, given)
    key, zone = report.deeds[-1].key, reader_zone()

    def work(db: Session) -> None:
        locked = lock_learner(db, learner.id)
        actions.keep_repeat(db, db.get_one(Course, course.id), locked, slide, key, given, zone)

    services().db.write(work)
    return key


def _asked_again(code: str, slide_id: str, refusal: Refused | None = None) -> str:
    """Return the question with the form as it was sent; the next question if this is not due."""
    with services().db.read() as db:
        visit = course_visit(db, code)
        if visit is None or visit.learner is None:
            abort(404)
        repetition = queries.repetition_of(db, visit.course, visit.learner, reader_zone())
        if visit.is_open and slide_id in repetition.due:
            return _question_page(db, visit, repetition, slide_id, request.form, refusal)
        if visit.is_open and repetition.due:
            return _question_page(db, visit, repetition, repetition.due[0], None, refusal)
        reason = refusal_text(refusal) if refusal else ""
        context = {"repetition": repetition, "refusal": reason}
        return _page(visit, "learn/repetition/done.html", context)


def _question_page(
    db: Session,
    visit: CourseVisit,
    repetition: queries.Repetition,
    slide_id: str,
    typed: MultiDict[str, str] | None = None,
    refusal: Refused | None = None,
) -> str:
    context = {
        "repetition": repetition,
        "refusal": refusal_text(refusal) if refusal else "",
        "typed": typed,
        "typed_points": deed_reports.typed_points(typed or {}),
        "key": deed_reports.new_key(),
        **slide_context(db, visit, slide_id, tries=[]),
    }
    return _page(visit, "learn/repetition/question.html", context)


def _page(visit: CourseVisit, template: str, context: Mapping[str, Any]) -> str:
    return render_template(
        template, visit=visit, course=visit.course, learner=visit.learner, **context
    )

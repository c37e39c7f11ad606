"""The page of a test that a learner takes alone: plain forms, and a script that saves by itself."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import (
    Blueprint,
    abort,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from webinar.kit import languages
from webinar.kit.errors import Refused
from webinar.kit.text import whole_number
from webinar.kit.web.i18n import remember
from webinar.kit.web.services import services
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import lock_learner
from webinar.learn.exams import actions, desk, page, queries
from webinar.learn.exams.words import refusal_text
from webinar.learn.study.pages import (
    CourseVisit,
    course_visit,
    sending_learner,
    set_reading_language,
)
from webinar.people.accounts.refusals import status_of
from webinar.words import script_words

bp = Blueprint("exams", __name__)
bp.add_url_rule("/desk/courses/<int:course_id>/tests", "settings", desk.settings)
bp.add_url_rule("/desk/courses/<int:course_id>/tests", "save", desk.save, methods=["POST"])
bp.add_url_rule("/desk/courses/<int:course_id>/items", "items", desk.items)


@bp.get("/study/<code>/test/<part>")
def take(code: str, part: str) -> ResponseReturnValue:
    """Show the state of the test, the attempt under way, or the result."""
    return _page(code, part)


@bp.post("/study/<code>/test/<part>")
def send(code: str, part: str) -> ResponseReturnValue:
    """Do the `act` of a form.

    `act` is `begin`; `save`, or `save-` with the number of the question to continue after;
    `hand_in`, which asks again if a question is not answered; or `hand_in_all`. A form has the
    attempt's `number`; for each question, it has the options as `q.<id>`, and as `was.<id>` the
    options that the page had shown: only changes are kept, so that an old tab overwrites nothing.
    A script adds `piece` and gets JSON. With `language`, the choices are kept as answered in the
    former language, and the page is shown in the new one.
    """
    course, learner = sending_learner(code)
    tag = languages.our_tag(request.form.get("language", ""))
    if tag is None:
        return _send(course, learner, part)
    set_reading_language(learner, tag)
    response = make_response(_send(course, learner, part))
    remember(response, tag)
    return response


def _send(course: Course, learner: Learner, part: str) -> ResponseReturnValue:
    form, act = request.form, request.form.get("act", "")
    is_piece = "piece" in request.args
    work = partial(
        _act,
        course_id=course.id,
        learner_id=learner.id,
        part=part,
        form=form,
        language=learner.language,
    )
    try:
        unanswered = services().db.write(work)
    except Refused as refusal:
        if is_piece:
            return jsonify(code=refusal.code, text=refusal_text(refusal)), status_of(refusal)
        return _page(course.code, part, refusal, form)
    if is_piece:
        return jsonify(left=unanswered)
    address = url_for("exams.take", code=course.code, part=part)
    return redirect(address + _place(act, unanswered), 303)


def _place(act: str, unanswered: int) -> str:
    """Return the query and fragment of the place on the page at which the learner continues."""
    if act == "hand_in" and unanswered:
        return "?left=1#hand-in"
    after = act.removeprefix("save-")
    if act == "save-end":
        return "#hand-in"
    return f"#q-{after}" if act.startswith("save-") and after.isdecimal() else ""


def _page(
    code: str,
    part: str,
    refusal: Refused | None = None,
    form: MultiDict[str, str] | None = None,
) -> ResponseReturnValue:
    with services().db.read() as db:
        visit = course_visit(db, code)
        if visit is None or not visit.may_read:
            return redirect(url_for("study.home", code=code), 303)
        if visit.learner is None:
            context = _organiser_context(db, visit, part)
        else:
            context = _test_context(db, visit, visit.learner, part, form)
    template = "learn/exams/attempt.html" if "questions" in context else "learn/exams/start.html"
    html = render_template(
        template,
        visit=visit,
        course=visit.course,
        learner=visit.learner,
        refusal=None if refusal is None else refusal_text(refusal),
        **context,
    )
    return html, status_of(refusal)


def _test_context(
    db: Session, visit: CourseVisit, learner: Learner, part: str, form: MultiDict[str, str] | None
) -> dict[str, Any]:
    course, language = visit.course, visit.language
    results = queries.results_of(db, course, learner)
    attempt = queries.open_attempt(db, learner, part)
    if part not in results and attempt is None:
        # The learner has taken a test that the course no longer contains.
        was_taken = bool(queries.attempts_of(db, learner, part))
        abort(redirect(url_for("study.home", code=course.code), 303) if was_taken else 404)
    # An attempt continues in its own edition, even if the newer edition does not have the test.
    test = page.standing(course, results, part, language) if part in results else {}
    context: dict[str, Any] = {"test": test, "part": part, "tests": results}
    if attempt is not None and test.get("state", "under_way") == "under_way":
        is_same = form is not None and whole_number(form.get("number", "")) == attempt.number
        typed = _typed_choices(form) if form is not None and is_same else {}
        context |= page.attempt_page(db, attempt, language, typed)
        context["words"] = script_words("exam.js")
    elif test["shows_answers"]:
        context["review"] = page.review(db, course, learner, part, language)
    return context


def _organiser_context(db: Session, visit: CourseVisit, part: str) -> dict[str, Any]:
    """Return the context of the page for the course's organiser, who takes no test."""
    results = queries.untaken_results(db, visit.course)
    if part not in results:
        abort(404)
    test = page.standing(visit.course, results, part, visit.language)
    return {"test": test, "part": part, "tests": results}


def _typed_choices(form: MultiDict[str, str]) -> dict[str, list[str]]:
    """Return the choices for each question that the page had."""
    keys = [name.removeprefix("was.") for name in form if name.startswith("was.")]
    # The lists of a pairing question send every row, with an empty value if it is not answered.
    return {key: [option for option in form.getlist(f"q.{key}") if option] for key in keys}


def _changed_choices(form: MultiDict[str, str]) -> dict[str, list[str]]:
    return {
        key: chosen
        for key, chosen in _typed_choices(form).items()
        if set(chosen) != set(filter(None, form.get(f"was.{key}", "").split(",")))
    }


def _act(
    db: Session,
    *,
    course_id: int,
    learner_id: int,
    part: str,
    form: MultiDict[str, str],
    language: str,
) -> int:
    """Do what the form asks; return how many questions are not answered."""
    course, learner = db.get_one(Course, course_id), lock_learner(db, learner_id)
    act, number = form.get("act", ""), whole_number(form.get("number", "")) or 0
    if act == "begin":
        actions.begin(db, course, learner, part, language)
        return 0
    attempt = actions.answer(db, course, learner, part, number, _changed_choices(form), language)
    unanswered = page.unanswered(db, attempt)
    if act == "hand_in_all" or (act == "hand_in" and not unanswered):
        actions.hand_in(db, course, learner, part, number)
    return unanswered

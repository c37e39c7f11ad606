"""The forms of a learner's notes and marks, the page of all that is their own, and the search."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from webinar.content.editions.content import slides_in
from webinar.kit.errors import Refused
from webinar.kit.text import whole_number
from webinar.kit.web.services import services
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import lock_learner, module_of_course
from webinar.learn.notes import actions, queries, searching
from webinar.learn.notes.own_page import found_slides, own_page
from webinar.learn.notes.words import refusal_text
from webinar.learn.study import contents
from webinar.learn.study.pages import CourseVisit, course_visit, sending_learner
from webinar.people.accounts.refusals import status_of

bp = Blueprint("notes", __name__)


@bp.get("/study/<code>/own")
def own(code: str) -> ResponseReturnValue:
    """Show all that the learner has noted, marked, answered and agreed to."""
    return _own_page(code, "learn/notes/own.html", own_page)


@bp.get("/study/<code>/search")
def search(code: str) -> ResponseReturnValue:
    """Show the slides that have the words in `q`, and a sentence of each."""
    query = " ".join(request.args.get("q", "").split())
    is_long = len(query) > searching.LONGEST_QUERY

    def context(db: Session, visit: CourseVisit, learner: Learner) -> dict[str, Any]:
        return {
            "query": query[: searching.LONGEST_QUERY],
            "is_long": is_long,
            "most": searching.LONGEST_QUERY,
            "found": [] if is_long else found_slides(db, visit, learner, query),
        }

    return _own_page(code, "learn/notes/search.html", context)


@bp.post("/study/<code>/s/<slide_id>/note")
def write(code: str, slide_id: str) -> ResponseReturnValue:
    """Save the note in the form, or return its page with the text and the reason for refusing it.

    `version` is the version of the note that the form was filled in with.
    """
    course, learner = sending_learner(code)
    _check_slide(course, slide_id)
    form = request.form
    typed, number = form.get("text", ""), whole_number(form.get("note", "0")) or 0
    version = _typed_version()

    def work(db: Session) -> None:
        locked = lock_learner(db, learner.id)
        actions.write_note(db, locked, slide_id, number, typed, version)

    try:
        services().db.write(work)
    except Refused as refusal:
        return _refused(course, learner, slide_id, number, refusal)
    return redirect(url_for("study.slide", code=code, slide_id=slide_id, _anchor="note"), 303)


@bp.post("/study/<code>/s/<slide_id>/mark")
def mark(code: str, slide_id: str) -> ResponseReturnValue:
    """Mark the slide, or remove its mark: `marked` is the state to reach, `yes` or `no`."""
    course, learner = sending_learner(code)
    _check_slide(course, slide_id)
    is_marked = request.form.get("marked") == "yes"
    services().db.write(
        lambda db: actions.set_mark(db, lock_learner(db, learner.id), slide_id, is_marked=is_marked)
    )
    return redirect(url_for("study.slide", code=code, slide_id=slide_id, _anchor="mark"), 303)


def _own_page(
    code: str,
    template: str,
    context: Callable[[Session, CourseVisit, Learner], Mapping[str, Any]],
) -> ResponseReturnValue:
    """Render a page for the learner at this browser; send everybody else to the course's page."""
    with services().db.read() as db:
        visit = course_visit(db, code)
        if visit is None or visit.learner is None or not visit.may_read:
            return redirect(url_for("study.home", code=code), 303)
        return render_template(
            template,
            visit=visit,
            course=visit.course,
            learner=visit.learner,
            **context(db, visit, visit.learner),
        )


def _typed_version() -> int:
    return whole_number(request.form.get("version", "0")) or 0


def _check_slide(course: Course, slide_id: str) -> None:
    if slide_id not in contents.places(module_of_course(course)):
        abort(404)


def _refused(
    course: Course, learner: Learner, slide_id: str, number: int, refusal: Refused
) -> ResponseReturnValue:
    """Return a page with the note as it was typed, and as it is stored if that has changed."""
    typed = actions.clean_text(request.form.get("text", ""))
    with services().db.read() as db:
        note = queries.find_note(db, learner, slide_id, number)
    place = contents.places(module_of_course(course))[slide_id]
    is_changed = refusal.code == "note_changed"
    html = render_template(
        "learn/notes/refused.html",
        course=course,
        learner=learner,
        slide=slides_in(course.edition, learner.language)[place.at],
        reason=refusal_text(refusal, typed),
        typed=typed,
        number=number,
        stored=note.text if note is not None and is_changed else "",
        # The learner has read both texts now, and may save over the newer one.
        version=note.version if note is not None and is_changed else _typed_version(),
    )
    return html, status_of(refusal)

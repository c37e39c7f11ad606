"""The forms of a learner's notes and marks, the page of all that is their own, and the search."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.kit.web.i18n import safe_path
from webinar.kit.web.services import services
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import lock_learner, module_of_course
from webinar.learn.notes import actions, searching
from webinar.learn.notes.own_page import found_slides, own_page
from webinar.learn.study import contents, sections
from webinar.learn.study.pages import CourseVisit, course_visit, sending_learner

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
    """Save the notes and the question in the form, or return a page with the one that was refused.

    `next` is the page to go to afterwards; without it, return to the slide.
    """
    course, learner = sending_learner(code)
    _check_slide(course, slide_id)
    refused = sections.leave_slide(course, learner, slide_id)
    if refused is not None:
        return refused
    following = request.form.get("next", "")
    if following:
        return redirect(safe_path(following), 303)
    flash(_("Your note is saved."), "note")
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


def _check_slide(course: Course, slide_id: str) -> None:
    if slide_id not in contents.places(module_of_course(course)):
        abort(404)

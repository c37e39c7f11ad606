"""Lets a guest of a course see, download and delete their own data.

People of a roster and guests of sessions must ask their organiser, because the link of a course
must not be enough to get data about them from elsewhere.
"""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from limits import parse
from sqlalchemy.orm import Session

from webinar.kit import value_cache
from webinar.kit.errors import Refused
from webinar.kit.web.services import services
from webinar.learn.courses.models import Course, Learner
from webinar.learn.study.pages import course_visit, sending_learner
from webinar.operate.personal.subject import find_learner
from webinar.operate.personal.views import bp, data_download
from webinar.people.accounts.limits import limiter
from webinar.results.certificates.holders import has_certificate
from webinar.results.completion.forgetting import forget

# Reading and packing all of a person's data takes a while.
_DOWNLOADS = parse("10 per minute")


@bp.get("/study/<code>/data")
def own(code: str) -> ResponseReturnValue:
    """Show the data of the guest who studies in this browser."""
    with services().db.read() as db:
        visit = course_visit(db, code)
        if visit is None or visit.learner is None or not visit.learner.is_course_guest:
            return redirect(url_for("study.home", code=code), 303)
        return render_template(
            "operate/personal/own.html",
            course=visit.course,
            learner=visit.learner,
            seat=visit.seat,
            has_certificate=has_certificate(db, visit.learner),
        )


@bp.post("/study/<code>/data")
def take_own(code: str) -> ResponseReturnValue:
    """Return all of the guest's data, as `format` `json` or `zip`; 404 for other learners."""
    course, learner = sending_learner(code)
    if not limiter.limiter.hit(_DOWNLOADS, f"data:{learner.id}"):
        raise Refused("rate", retryable=True)
    return data_download(lambda db: find_learner(db, None, learner.id), f"data-{course.code}", None)


@bp.post("/study/<code>/forget")
def forget_own(code: str) -> ResponseReturnValue:
    """Forget the guest if `sure` is `yes`.

    A guest with a certificate must ask the organiser, who may have to keep it.
    """
    course, learner = sending_learner(code)
    if request.form.get("sure") != "yes":
        return redirect(url_for("personal.own", code=course.code), 303)

    def work(db: Session) -> None:
        own_course = db.get_one(Course, course.id)
        forget(db, own_course, db.get_one(Learner, learner.id), None)

    try:
        services().db.write(work)
    except Refused as refusal:
        if refusal.retryable:
            raise
        return redirect(url_for("personal.own", code=course.code), 303)
    services().db.empty_log()
    value_cache.forget_values()
    flash(_("You are forgotten here: everything that you did in the course is deleted."))
    return redirect(url_for("rooms.front"), 303)

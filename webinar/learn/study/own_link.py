"""Shows and renews a learner's own link, and lets them use it to go on at another device."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from limits import parse
from sqlalchemy.orm import Session, joinedload

from webinar.kit import languages
from webinar.kit.qr_codes import qr_inline
from webinar.kit.web import i18n
from webinar.kit.web.i18n import use_language
from webinar.kit.web.services import services
from webinar.learn.courses import queries, seating
from webinar.learn.courses.models import Course, ForgottenLink, Learner
from webinar.learn.courses.page import own_address
from webinar.learn.study.entering import take_seat
from webinar.learn.study.pages import course_visit, sending_learner
from webinar.people.accounts.own_links import count_sent, holder_of
from webinar.people.accounts.sessions import current_session

linking = Blueprint("linking", __name__)

_SENT_BY_LINK = parse("120 per minute")


@linking.get("/study/<code>/link")
def link(code: str) -> ResponseReturnValue:
    """Show the learner's own link for going on at another device."""
    with services().db.read() as db:
        visit = course_visit(db, code)
    if visit is None or visit.learner is None:
        return redirect(url_for("study.home", code=code), 303)
    address = own_address(visit.learner)
    page = render_template(
        "learn/study/link.html",
        course=visit.course,
        learner=visit.learner,
        address=address,
        qr=qr_inline(address) if address else "",
        said=request.args.get("said", ""),
    )
    return _private(page)


@linking.post("/study/<code>/link")
def renew(code: str) -> ResponseReturnValue:
    """Give the learner a new own link; the old one stops working."""
    course, learner = sending_learner(code)
    learner_id, key = learner.id, services().settings.secret_key
    services().db.write(lambda db: seating.renew_link(db, db.get_one(Learner, learner_id), key))
    return redirect(url_for("study.linking.link", code=course.code, said="renewed"), 303)


def find_learner(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Find the learner of an own link before the body of the request is read."""
    if not values or "token" not in values:
        return
    token = values.pop("token")
    # A forgotten learner's link is found, too, so that their devices do not count as guessing.
    holder = holder_of("learner", token, _find_holder)
    g.is_forgotten = isinstance(holder, ForgottenLink)
    g.learner = learner = holder if isinstance(holder, Learner) else None
    if learner is None:
        return
    g.learner_token = token
    if languages.our_tag(request.cookies.get(i18n.COOKIE, "")) is None:
        use_language(learner.language)


def _find_holder(db: Session, token: str) -> Learner | ForgottenLink | None:
    return queries.learner_by_token(db, token) or queries.forgotten_link(db, token)


def refuse_strangers() -> ResponseReturnValue | None:
    """Refuse a bad link without revealing whether it ever was valid.

    The exception is a forgotten learner's link: 410 tells their devices to delete what they keep.
    """
    if "learner" not in g:
        return None
    if g.learner is None:
        return render_template("results/followup/gone.html"), 410 if g.is_forgotten else 404
    if request.method == "POST":
        count_sent(_SENT_BY_LINK, f"learner:{g.learner.id}")
    return None


def page() -> Response:
    """Return the page of an own link; nothing changes until the learner presses its button."""
    learner: Learner = g.learner
    browser_id = current_session().browser_id
    with services().db.read() as db:
        course = db.get_one(Course, learner.course_id, options=[joinedload(Course.edition)])
        current = queries.learner_at(db, course, browser_id)
        # The template needs the module's title: read it while the database session is open.
        queries.module_of_course(course)
    is_another = current is not None and current.id != learner.id
    return _private(
        render_template(
            "learn/study/mine.html",
            course=course,
            learner=learner,
            token=g.learner_token,
            is_another=is_another,
        )
    )


def sit_down() -> ResponseReturnValue:
    learner_id = g.learner.id
    with services().db.read() as db:
        course = db.get_one(Course, g.learner.course_id)
    return take_seat(course, lambda db, _course, _browser_id: db.get_one(Learner, learner_id))


def _private(page: str) -> Response:
    response = Response(page)
    response.headers["X-Robots-Tag"] = "noindex"
    return response

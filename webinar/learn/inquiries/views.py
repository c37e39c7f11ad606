"""The form of a learner's question, and the organiser's page of a course's questions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.content.editions.content import slides_in
from webinar.kit.errors import Refused
from webinar.kit.list_wishes import ListWish, page_span
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.kit.zones import local_time
from webinar.learn.courses.models import Course
from webinar.learn.courses.page import own_course, zone_of
from webinar.learn.courses.queries import module_of_course, title_in
from webinar.learn.inquiries import actions, queries
from webinar.learn.inquiries.words import refusal_text
from webinar.learn.study import contents, sections
from webinar.learn.study.pages import sending_learner
from webinar.people.accounts.access import for_organisers, this_user
from webinar.people.accounts.models import User
from webinar.people.accounts.refusals import status_of

bp = Blueprint("inquiries", __name__)

PER_PAGE = 50
DONE = "done"


@dataclass(frozen=True)
class Wish(ListWish):
    """The part of a course's questions that the address asks for: the open ones, or `DONE`."""

    CHOICES: ClassVar[Mapping[str, Collection[str]]] = {"show": [DONE]}

    show: str = ""
    page: int = 1


@bp.post("/study/<code>/s/<slide_id>/question")
def ask(code: str, slide_id: str) -> ResponseReturnValue:
    """Save the question in the form with the note beside it, or show the page that refuses one."""
    course, learner = sending_learner(code)
    if slide_id not in contents.places(module_of_course(course)):
        abort(404)
    refused = sections.leave_slide(course, learner, slide_id)
    if refused is not None:
        return refused
    if request.form.get("inquiry", "").strip():
        flash(_("Your question is sent."), "inquiry")
    address = url_for("study.slide", code=code, slide_id=slide_id, _anchor="inquiry")
    return redirect(address, 303)


@bp.get("/desk/courses/<int:course_id>/questions")
@for_organisers
def listed(course_id: int) -> ResponseReturnValue:
    """Show the open questions, or those that are done with `show=done`; `page` counts from 1."""
    return _page(course_id)


@bp.post("/desk/courses/<int:course_id>/questions/<int:inquiry_id>")
@for_organisers
def settle(course_id: int, inquiry_id: int) -> ResponseReturnValue:
    """Do the `act` of a form: `answer` with `text` over the answer `shown`, `close` or `reopen`."""
    user, act, typed = this_user(), request.form.get("act", ""), request.form.get("text", "")
    shown = request.form.get("shown", "")

    def work(db: Session) -> None:
        course, by = own_course(db, course_id, user), db.get_one(User, user.id)
        inquiry = queries.find_inquiry(db, course, inquiry_id)
        if inquiry is None:
            abort(404)
        if act == "close":
            actions.close(db, course, inquiry, by, typed)
        elif act == "reopen":
            actions.reopen(db, course, inquiry, by)
        else:
            actions.answer(db, course, inquiry, by, typed, shown)

    try:
        services().db.write(work)
    except Refused as refusal:
        return _page(course_id, refusal, inquiry_id, typed)
    flash(_("Saved"), "good")
    return redirect(url_for("inquiries.listed", course_id=course_id, **_wish().query()), 303)


def _wish() -> Wish:
    return Wish.read(request.args)


def _page(
    course_id: int, refusal: Refused | None = None, refused_id: int = 0, typed: str = ""
) -> ResponseReturnValue:
    wish, zone, language = _wish(), zone_of(this_user()), page_language()
    is_open = wish.show != DONE
    with services().db.read() as db:
        course = own_course(db, course_id)
        counts = {
            "open": queries.count_in_course(db, course, is_open=True),
            DONE: queries.count_in_course(db, course, is_open=False),
        }
        span = page_span(counts["open" if is_open else DONE], wish.page, PER_PAGE)
        rows = queries.inquiries_in_course(
            db, course, is_open=is_open, first=span.first, most=PER_PAGE
        )
        cards = [
            {
                "inquiry": inquiry,
                "learner": learner,
                "asked": local_time(inquiry.asked_at, zone),
                "text": typed if inquiry.id == refused_id else inquiry.answer,
                **_slide(course, inquiry.slide, language),
            }
            for inquiry, learner in rows
        ]
        html = render_template(
            "learn/inquiries/listed.html",
            course=course,
            title=title_in(course, language),
            cards=cards,
            counts=counts,
            is_open=is_open,
            wish=wish,
            span=span,
            refused_id=refused_id,
            refusal=None if refusal is None else refusal_text(refusal, actions.clean_text(typed)),
        )
    return html, status_of(refusal)


def _slide(course: Course, slide_id: str, language: str) -> dict[str, Any]:
    """Return the `slide` and its `number`; no slide if the course does not have it any more."""
    place = contents.places(module_of_course(course)).get(slide_id)
    if place is None:
        return {"slide": None, "number": 0}
    return {"slide": slides_in(course.edition, language)[place.at], "number": place.number}

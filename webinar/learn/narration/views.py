"""The organiser's page on which a recording is chosen to narrate a course."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.shown_times import shown_time
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.learn.courses.page import own_course
from webinar.learn.courses.queries import title_in
from webinar.learn.narration import actions
from webinar.learn.narration.queries import OfferedSession, narrating_room, offered_sessions
from webinar.people.accounts.access import for_organisers, this_user
from webinar.people.accounts.models import User
from webinar.people.accounts.refusals import refused_page
from webinar.room.rooms import titles

bp = Blueprint("narration", __name__)

TEMPLATE = "learn/narration/choice.html"


@bp.get("/desk/courses/<int:course_id>/narration")
@for_organisers
def show(course_id: int) -> ResponseReturnValue:
    """Show the recorded sessions of the course, and which of them narrates it."""
    return render_template(TEMPLATE, **_page(course_id))


@bp.post("/desk/courses/<int:course_id>/narration")
@for_organisers
def choose(course_id: int) -> ResponseReturnValue:
    """Take the choice: `session` is the code of a session, or empty."""
    user, code = this_user(), request.form.get("session", "")

    def work(db: Session) -> None:
        course = own_course(db, course_id, user)
        actions.choose(db, course, db.get_one(User, user.id), code)

    try:
        services().db.write(work)
    except Refused as refusal:
        return refused_page(TEMPLATE, refusal, **_page(course_id))
    flash(_("Saved"), "good")
    return redirect(url_for("narration.show", course_id=course_id), 303)


def _page(course_id: int) -> dict[str, Any]:
    user = this_user()
    with services().db.read() as db:
        course = own_course(db, course_id)
        room = narrating_room(db, course)
        offered = offered_sessions(db, course)
        chosen = "" if room is None else room.code
        return {
            "course": course,
            "title": title_in(course, page_language()),
            "sessions": [_row(session, user) for session in offered],
            "chosen": chosen,
            "is_gone": bool(chosen) and all(session.room.code != chosen for session in offered),
        }


def _row(session: OfferedSession, user: User) -> dict[str, Any]:
    room = session.room
    at = room.started_at or room.planned_at
    return {
        "code": room.code,
        "title": titles.title_in(room, page_language()),
        "time": shown_time(at, room.time_zone, user.time_zone).whole if at else "",
        "slides": session.slides,
    }

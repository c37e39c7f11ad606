"""Begins a course at this browser, continues after a session, and leaves a shared computer."""

from __future__ import annotations

from collections.abc import Callable

from flask import (
    Blueprint,
    Response,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from limits import parse
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.languages import our_tag
from webinar.kit.web.i18n import page_language, remember, use_language
from webinar.kit.web.services import services
from webinar.learn.courses import queries, seating
from webinar.learn.courses.models import Course, Learner
from webinar.learn.study import contents
from webinar.learn.study.objectives import objectives_of
from webinar.learn.study.pages import find_course_or_404, sending_learner
from webinar.learn.study.rounds import course_rounds
from webinar.learn.study.times import state_words
from webinar.learn.study.words import refusal_text
from webinar.people.accounts.limits import client_address, limiter
from webinar.people.accounts.sessions import current_session
from webinar.room.rooms.models import Member
from webinar.room.rooms.queries import find_member_at
from webinar.room.sessions.visitors import find_room_or_404

entering = Blueprint("entering", __name__)

# A whole class may begin from one IP address, but no single person begins so often.
_BEGUN = parse("100 per minute")


def begin_address(db: Session, code: str) -> str | None:
    """Return the address of the course with this code, if there is such a course."""
    course = queries.find_course(db, code)
    return None if course is None else url_for("study.home", code=course.code)


@entering.post("/study/<code>/begin")
def begin(code: str) -> ResponseReturnValue:
    """Let a guest begin with the form's name and language, or show the form in another language."""
    with services().db.read() as db:
        course = find_course_or_404(db, code)
        learner = queries.learner_at(db, course, current_session().browser_id)
    if learner is not None:
        return redirect(url_for("study.home", code=course.code), 303)
    name = request.form.get("name", "")
    # The header's language buttons submit this form, too; their value precedes the form's own.
    chosen = request.form.getlist("language")
    language = our_tag(chosen[0] if chosen else "") or page_language()
    typed = {"name": name, "language": language}
    if len(chosen) > 1:
        use_language(language)
        response = make_response(begin_page(course, typed=typed))
        remember(response, language)
        return response
    key = services().settings.secret_key
    try:
        if not limiter.limiter.hit(_BEGUN, f"begun:{client_address()}"):
            raise Refused("rate", retryable=True)
        return take_seat(
            course,
            lambda db, course, browser_id: seating.guest_learner(
                db, course, browser_id, name, language, key
            ),
        )
    except Refused as refusal:
        use_language(language)
        return begin_page(course, refusal_text(refusal), typed), 422


def begin_page(course: Course, error: str = "", typed: dict[str, str] | None = None) -> str:
    return render_template(
        "learn/study/begin.html",
        course=course,
        error=error,
        typed=typed or {},
        **course_facts(course),
    )


def course_facts(course: Course) -> dict[str, object]:
    """Return what a visitor who has not begun the course is shown.

    These are its length in minutes and rounds, its objectives, and when it opens and closes.
    """
    module = queries.module_of_course(course)
    seconds = contents.times(course.edition, module, page_language())
    return {
        "minutes": contents.minutes(seconds.values()),
        "round_count": len(course_rounds(course.edition, module)),
        "objectives": objectives_of(module, page_language()),
        **state_words(course),
    }


def take_seat(
    course: Course, find: Callable[[Session, Course, int], Learner], language: str = ""
) -> Response:
    """Seat the learner that `find` returns for this browser's id, and redirect to the course."""
    browser_id = current_session().ensure()

    def work(db: Session) -> Learner:
        learner = find(db, db.get_one(Course, course.id), browser_id)
        seating.sit(db, learner, browser_id)
        return learner

    learner = services().db.write(work)
    response = redirect(url_for("study.home", code=course.code), 303)
    remember(response, language or learner.language)
    return response  # type: ignore[return-value]  # Werkzeug's own response class


@entering.get("/study/from/<room>")
def from_session(room: str) -> ResponseReturnValue:
    """Ask a participant of a session whether they want to go on alone."""
    course, member = _session_course(room)
    if course is None:
        return redirect(url_for("rooms.join", code=room), 303)
    with services().db.read() as db:
        learner = queries.learner_at(db, course, current_session().browser_id)
    if learner is not None or member is None:
        return redirect(url_for("study.home", code=course.code), 303)
    use_language(member.language)
    return render_template("learn/study/from_session.html", course=course, room=room)


@entering.post("/study/from/<room>")
def go_on(room: str) -> ResponseReturnValue:
    """Let a participant of a session go on in its course, as the same person."""
    course, member = _session_course(room)
    if course is None or member is None:
        return redirect(url_for("rooms.join", code=room), 303)
    member_id, key = member.id, services().settings.secret_key
    return take_seat(
        course,
        lambda db, course, _browser_id: seating.member_learner(
            db, course, db.get_one(Member, member_id), key
        ),
        member.language,
    )


def _session_course(code: str) -> tuple[Course | None, Member | None]:
    """Return the session's course, and the member of the session at this browser."""
    browser_id = current_session().browser_id
    with services().db.read() as db:
        room = find_room_or_404(db, code)
        return queries.course_of_room(db, room), find_member_at(db, room, browser_id)


@entering.post("/study/<code>/leave")
def leave(code: str) -> ResponseReturnValue:
    """Remove the learner of this course from this browser."""
    course, learner = sending_learner(code)
    browser_id, learner_id = current_session().browser_id, learner.id
    if browser_id is not None:
        services().db.write(
            lambda db: seating.stand_up(db, db.get_one(Learner, learner_id), browser_id)
        )
    flash(_("You have left. Nobody can go on in your name at this computer."))
    return redirect(url_for("rooms.front"), 303)

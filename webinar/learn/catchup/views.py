"""The page for going through the missed part of a session. It is complete without scripts."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from webinar.content.editions.content import slides_in
from webinar.kit import tokens
from webinar.kit.web.i18n import use_language
from webinar.kit.web.services import services
from webinar.learn.catchup.offer import Offer
from webinar.learn.catchup.phrases import missed_words
from webinar.learn.catchup.walk import offer_at
from webinar.learn.courses import queries
from webinar.learn.courses.models import Course, Learner
from webinar.live.polls.polls_as_seen import polls_as_seen
from webinar.people.accounts.guesses import at_sessions as guesses
from webinar.people.accounts.sessions import current_session
from webinar.room.rooms.queries import find_room
from webinar.room.rooms.titles import title_in

bp = Blueprint("catchup", __name__)


@bp.get("/study/<code>/missed/<room_code>")
def missed(code: str, room_code: str) -> ResponseReturnValue:
    """Show the slides and polls that the learner missed in the session, with the polls' results.

    A visitor who does not study the course yet is redirected to its first page.
    """
    with services().db.read() as db:
        course, learner = _course_and_learner(db, code)
        if learner is None:
            return redirect(url_for("study.home", code=course.code), 303)
        use_language(learner.language)
        room = find_room(db, tokens.read_code(room_code))
        course_of_room = queries.course_of_room(db, room) if room is not None else None
        if room is None or course_of_room is None or course_of_room.id != course.id:
            abort(404)
        offer = offer_at(db, course, learner, room.code)
        return render_template(
            "learn/catchup/missed.html",
            course=course,
            learner=learner,
            room=room,
            title=title_in(room, learner.language),
            offer=offer,
            **(_missed_context(db, offer, course, learner) if offer else {}),
        )


def _course_and_learner(db: Session, code: str) -> tuple[Course, Learner | None]:
    course = queries.find_course(db, tokens.read_code(code))
    browser_id = current_session().browser_id
    learner = queries.learner_at(db, course, browser_id) if course is not None else None
    return guesses.found_or_404(course, lambda: learner is not None), learner


def _missed_context(db: Session, offer: Offer, course: Course, learner: Learner) -> dict[str, Any]:
    deck = {slide.id: slide for slide in slides_in(course.edition, learner.language)}
    polls = [missed.poll for missed in offer.polls]
    slides_left = offer.slides_left
    return {
        "all_words": missed_words(offer, only_left=False),
        "left_words": missed_words(offer),
        "slides": [(missed, deck[missed.slide.id]) for missed in offer.slides],
        "first": slides_left[0].slide.id if slides_left else None,
        "polls": offer.polls,
        "seen_polls": polls_as_seen(db, polls, learner.language),
    }

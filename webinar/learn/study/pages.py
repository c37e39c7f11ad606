"""The basis of a course's pages: the course, its learner at this browser, and their language."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, redirect, request, url_for
from limits import parse
from sqlalchemy.orm import Session

from webinar.content.lessons.model import Module
from webinar.kit import clock, tokens
from webinar.kit.errors import Refused
from webinar.kit.web.i18n import page_language, use_language
from webinar.kit.web.services import services
from webinar.learn.courses import queries
from webinar.learn.courses.models import Course, Learner
from webinar.learn.study.times import read_zone
from webinar.people.accounts.access import signed_in_user
from webinar.people.accounts.guesses import at_sessions as guesses
from webinar.people.accounts.limits import limiter
from webinar.people.accounts.sessions import current_session

# The limit of forms and reports for one learner: no person and no page sends more.
_SENT = parse("120 per minute")


@dataclass(frozen=True)
class CourseVisit:
    """A course as one browser sees it. Without a learner, the visitor is the course's organiser.

    `seat` is the number of the learner who sat down at the browser. This may be a guest who turned
    out to be `learner`.
    """

    course: Course
    module: Module
    learner: Learner | None
    seat: int = 0

    @property
    def language(self) -> str:
        return self.learner.language if self.learner else page_language()

    @property
    def is_open(self) -> bool:
        """Whether the learner's study counts now."""
        return self.learner is not None and queries.is_open(self.course, clock.now())

    @property
    def is_early(self) -> bool:
        opens = self.course.opens_at
        return opens is not None and clock.now() < opens

    @property
    def may_read(self) -> bool:
        """A closed course can still be read; before it opens, only its organiser may read it."""
        return self.learner is None or not self.is_early


def find_course_or_404(db: Session, code: str) -> Course:
    """Return the course with this code; else 404. Refused: `rate`.

    Wrong codes are counted together with those of sessions.
    """
    candidate = queries.find_course(db, tokens.read_code(code))
    course = guesses.found_or_404(candidate, lambda: _is_known_there(db, candidate))
    # Views need the module after the database session is closed: read it now if it is not cached.
    queries.module_of_course(course)
    read_zone(db, course)
    return course


def _is_known_there(db: Session, course: Course | None) -> bool:
    browser_id = current_session().browser_id
    if course is not None and queries.learner_at(db, course, browser_id) is not None:
        return True
    return signed_in_user() is not None


def course_visit(db: Session, code: str) -> CourseVisit | None:
    """Return the visit of this browser's learner or of the course's organiser; None for others.

    Set the page's language to the learner's. Refused: `rate`.
    """
    course = find_course_or_404(db, code)
    learner, seat = queries.seat_at(db, course, current_session().browser_id)
    if learner is not None:
        use_language(learner.language)
        return CourseVisit(course, queries.module_of_course(course), learner, seat)
    user = signed_in_user()
    if user is None or queries.find_own_course(db, user, course.id) is None:
        return None
    return CourseVisit(course, queries.module_of_course(course), None)


def load_user() -> None:
    """Find this browser's user before a page of a course, or a replay, reads anything else.

    Within another read, this would take a second connection. If as many simultaneous requests came
    as the pool has connections, each would hold one and wait for another.
    """
    if request.path.startswith(("/study/", "/replay/")) and "code" in (request.view_args or {}):
        if current_session().browser_id is not None:
            signed_in_user()


def set_reading_language(learner: Learner, tag: str) -> None:
    """Set the learner's reading language from now on, at all devices."""

    def work(db: Session) -> None:
        db.get_one(Learner, learner.id).language = tag

    services().db.write(work)


def sending_learner(code: str) -> tuple[Course, Learner]:
    """Return the course, and the learner who sent this form from this browser.

    Redirect visitors who are no learners to the course's first page. A page may name its seat in
    `seat`: if another learner has sat down since, respond with 409. Refused: `rate`.
    """
    with services().db.read() as db:
        course = find_course_or_404(db, code)
        learner, seat = queries.seat_at(db, course, current_session().browser_id)
    if learner is None:
        abort(redirect(url_for("study.home", code=course.code), 303))
    if request.values.get("seat", seat, type=int) != seat:
        abort(409)
    use_language(learner.language)
    if not limiter.limiter.hit(_SENT, f"study:{learner.id}"):
        raise Refused("rate", retryable=True)
    return course, learner

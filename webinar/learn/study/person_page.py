"""Shows courses on the page of a person on a roster, and lets them begin one by their link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import g, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.tokens import read_code
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.learn.courses import queries, seating
from webinar.learn.study.queries import progress_of
from webinar.people.accounts.sessions import current_session
from webinar.room.cohorts import person_views
from webinar.room.cohorts.models import Person
from webinar.room.cohorts.queries import Holder


@dataclass(frozen=True)
class OwnCourse:
    """A course as the person sees it; `percent` is None before they have begun."""

    code: str
    title: str
    percent: int | None
    is_open: bool


@person_views.me.post("/me/<token>/study/<code>")
def study(code: str) -> ResponseReturnValue:
    """Let this browser study one of the person's courses in their name."""
    holder: Holder = g.person_holder
    person_id, language = holder.person.id, page_language()
    key = services().settings.secret_key
    try:
        browser_id = current_session().ensure()
        course = services().db.write(
            lambda db: _begin(db, person_id, code, browser_id, language, key)
        )
    except Refused as refusal:
        return person_views.page(refusal)
    return redirect(url_for("study.home", code=course), 303)


def courses_of(db: Session, person: Person, language: str) -> dict[str, Any]:
    """Return `courses`: those of the person's cohort."""
    own_courses = []
    for course in queries.courses_of_cohort(db, person.cohort_id):
        learner = queries.learner_of_person(db, course, person.id)
        percent = progress_of(db, course, learner).percent if learner else None
        is_open = queries.is_open(course, clock.now())
        own_courses.append(
            OwnCourse(course.code, queries.title_in(course, language), percent, is_open)
        )
    return {"courses": own_courses}


def _begin(db: Session, person_id: int, code: str, browser_id: int, language: str, key: str) -> str:
    """Seat the person at this browser; return the course's code.

    Refused: `link_gone`, `course_full`.
    """
    person = db.get_one(Person, person_id)
    course = queries.find_course(db, read_code(code))
    if course is None:
        raise Refused("link_gone")
    seating.sit(db, seating.person_learner(db, course, person, language, key), browser_id)
    return course.code

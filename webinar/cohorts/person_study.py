"""The courses of somebody on a roster, and how they begin one by their personal link."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from webinar.cohorts.models import Person
from webinar.courses import queries, seating
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.tokens import read_code
from webinar.study.queries import progress_of


@dataclass(frozen=True)
class OwnCourse:
    """A course as its person sees it; `percent` is none before they began."""

    code: str
    title: str
    percent: int | None
    is_open: bool


def courses_of(db: Session, person: Person, language: str) -> list[OwnCourse]:
    found = []
    for course in queries.courses_of_cohort(db, person.cohort_id):
        learner = queries.learner_of_person(db, course, person.id)
        percent = progress_of(db, course, learner).percent if learner else None
        is_open = queries.is_open(course, clock.now())
        found.append(OwnCourse(course.code, queries.title_in(course, language), percent, is_open))
    return found


def begin(db: Session, person_id: int, code: str, browser_id: int, language: str, key: str) -> str:
    """Seat the browser; returns the course's code. Refused: `link_gone`, `course_full`."""
    person = db.get_one(Person, person_id)
    course = queries.find_course(db, read_code(code))
    if course is None:
        raise Refused("link_gone")
    seating.sit(db, seating.person_learner(db, course, person, language, key), browser_id)
    return course.code

"""Matching guests of a course with people of its roster, and taking matches back."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit import concurrency
from webinar.kit.erased_names import is_erased
from webinar.kit.errors import Refused
from webinar.kit.text import one_line
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import guest_joins
from webinar.results.completion import joining
from webinar.room.cohorts.matching import REASON_LENGTH, suggestions
from webinar.room.cohorts.models import Person


def people_for(db: Session, course: Course, learner: Learner) -> Sequence[Person]:
    """Return the people with whom this guest may be matched; none if no match is allowed."""
    if course.cohort_id is None or not _may_be_matched(learner):
        return []
    roster = select(Person).filter_by(cohort_id=course.cohort_id, removed_at=None)
    return db.scalars(roster.order_by(Person.name, Person.number)).all()


def likeliest_first(people: Sequence[Person], name: str) -> list[Person]:
    """Return the people, those with similar names first.

    Names are compared off the event loop, because comparing thousands of them is slow.
    """
    [likely] = concurrency.offload(suggestions, [name], [person.name for person in people])
    likeliest = [people[place] for place, _ in likely]
    ids = {person.id for person in likeliest}
    return likeliest + [person for person in people if person.id not in ids]


def _may_be_matched(learner: Learner) -> bool:
    """Return whether the guest can be matched. Guests whose names were erased must stay unknown."""
    return learner.is_course_guest and not is_erased(learner.name)


def match(
    db: Session, course: Course, guest: Learner, number: int, typed: str, key: str, by_id: int
) -> Learner:
    """Match a guest with the person of this number on the roster; the organiser types the reason.

    Raises `Refused` with `reason_empty` or `unknown_person`, or as `joining.join` does.
    """
    reason = one_line(typed, REASON_LENGTH, "reason_empty")
    person_query = select(Person).filter_by(
        cohort_id=course.cohort_id, number=number, removed_at=None
    )
    person = None if course.cohort_id is None else db.scalar(person_query)
    if person is None or not _may_be_matched(guest):
        raise Refused("unknown_person")
    return joining.join(db, course, guest, person, key, by_id, reason)


def unmatch(
    db: Session, course: Course, learner: Learner, number: int, key: str, by_id: int
) -> None:
    """Separate the guest of this number from the learner.

    Raises `Refused` with `unknown_learner`, also if the guest was matched in a session:
    such a match must be taken back in the session.
    """
    for guest, _ in guest_joins(db, learner):
        if guest.number == number and guest.member_id is None:
            return joining.separate(db, course, guest, key, by_id)
    raise Refused("unknown_learner")

"""Each learner's standing towards a course's certificate, which they earn by completing the course.

Reads only.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.erased_names import is_erased
from webinar.kit.languages import DEFAULT, our_tag
from webinar.kit.loop_turns import in_turns
from webinar.kit.zones import local_time
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import learners_of
from webinar.learn.identity.keys import Identity
from webinar.results.certificates.earning import Record
from webinar.results.certificates.standing import Standing
from webinar.results.completion.course_work import work_done
from webinar.results.completion.queries import terms_of
from webinar.results.completion.requirements import Missing, Requirement
from webinar.results.completion.rules import Terms, judge
from webinar.room.cohorts.models import Person


def course_standings(
    db: Session, course: Course, zone: str, *, only_complete: bool = False
) -> list[Standing]:
    """Return the standing of every learner: people of the roster in its order, then guests.

    Days are days in `zone`. Erased learners are left out, because a certificate needs a name. If a
    course has no requirements now, only learners who completed it earlier have earned one. With
    `only_complete`, all others are left out, and nobody's work is read.
    """
    terms, learners = terms_of(db, course), learners_of(db, course)
    if only_complete:
        terms = Terms()
        learners = [learner for learner in learners if learner.completed_at is not None]
    people = _people(db, course)
    work = work_done(db, course, learners) if terms.has_requirements else {}
    standings = []
    for learner in in_turns(learners):
        person = people.get(learner.person_id or 0)
        if is_erased(person.name if person else learner.name):
            continue
        missing = judge(terms, work[learner.id]) if terms.has_requirements else _NO_REQUIREMENTS
        is_complete = learner.completed_at is not None or not missing
        standings.append(
            _standing(learner, person, [] if is_complete else missing, is_complete, zone)
        )
    order = {person_id: place for place, person_id in enumerate(people)}
    standings.sort(key=lambda standing: order.get(standing.identity.person_id or 0, len(order)))
    return standings


_NO_REQUIREMENTS = [Missing(Requirement.NO_RULE, 0, 0)]


def _standing(
    learner: Learner, person: Person | None, missing: list[Missing], is_complete: bool, zone: str
) -> Standing:
    at = learner.completed_at or clock.now()
    return Standing(
        key=str(learner.number),
        identity=Identity.of_learner(learner),
        name=person.name if person else learner.name,
        rank=person.rank if person else "",
        unit=person.unit if person else "",
        language=our_tag(learner.language) or DEFAULT,
        record=Record(),
        missing=tuple(missing),
        completed_on=local_time(at, zone).date() if is_complete else None,
    )


def _people(db: Session, course: Course) -> dict[int, Person]:
    """Return the people of the roster who learn in the course, by id, in the roster's order."""
    statement = (
        select(Person)
        .join(Learner, Learner.person_id == Person.id)
        .where(Learner.course_id == course.id)
    )
    return {person.id: person for person in db.scalars(statement.order_by(Person.number))}

"""Everybody in a course: all people of the roster, learning or not, then guests. Reads only.

Only a few statements are needed for any number of people.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webinar.kit.loop_turns import in_turns
from webinar.kit.text import in_order
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import learners_of, module_of_course
from webinar.learn.identity.keys import Identity
from webinar.results.completion.course_work import course_work, work_done
from webinar.results.completion.live import live_minutes
from webinar.results.completion.rules import WorkDone
from webinar.room.cohorts.models import Person


@dataclass(frozen=True)
class Row:
    """One person in a course.

    `number` is the learner's number in the course; a person who has not begun has none. A guest has
    no `person_id`, and no fields of a roster.
    """

    number: int | None
    person_id: int | None
    name: str
    language: str
    done: WorkDone
    rank: str = ""
    position: str = ""
    unit: str = ""
    email: str = ""
    phone: str = ""
    external_id: str = ""
    joined_at: datetime | None = None
    seen_at: datetime | None = None
    completed_at: datetime | None = None

    @property
    def is_guest(self) -> bool:
        return self.person_id is None


def people_of_course(db: Session, course: Course) -> list[Row]:
    """Return the roster in its order, including removed people who study; then guests by number."""
    learners = learners_of(db, course)
    people = _people(db, course)
    by_person = {
        learner.person_id: learner for learner in learners if learner.person_id is not None
    }
    identities = [Identity("person", person.id) for person in people]
    identities += [
        Identity.of_learner(learner) for learner in learners if learner.person_id is None
    ]
    live = live_minutes(db, course, identities)
    done = work_done(db, course, learners, with_live=False)
    no_work = _no_work(course)

    def person_row(person: Person) -> Row:
        learner = by_person.get(person.id)
        own_work = no_work if learner is None else done[learner.id]
        row = Row(
            number=None,
            person_id=person.id,
            name=person.name,
            language=person.language,
            done=replace(own_work, live_minutes=live.get(Identity("person", person.id), 0)),
            rank=person.rank,
            position=person.position,
            unit=person.unit,
            email=person.email,
            phone=person.phone,
            external_id=person.external_id,
        )
        return row if learner is None else _with_learner(row, learner)

    def guest_row(learner: Learner) -> Row:
        own_work = replace(done[learner.id], live_minutes=live.get(Identity.of_learner(learner), 0))
        return _with_learner(Row(None, None, learner.name, learner.language, own_work), learner)

    rows = [person_row(person) for person in in_turns(people)]
    return rows + [
        guest_row(learner) for learner in in_turns(learners) if learner.person_id is None
    ]


def ordered(rows: Sequence[Row], sort: str) -> list[Row]:
    """Return the rows sorted by one of `ORDERS`; in their given order if `sort` is unknown."""
    return sorted(rows, key=ORDERS[sort]) if sort in ORDERS else list(rows)


def _name(row: Row) -> str:
    return in_order(row.name)


def _latest_first(at: datetime | None) -> float:
    """Return a key that sorts the latest time first, and rows without a time last."""
    return -at.timestamp() if at else 0.0


ORDERS: Mapping[str, Callable[[Row], Any]] = {
    "name": _name,
    "unit": lambda row: (row.unit == "", in_order(row.unit), _name(row)),
    "slides": lambda row: (-row.done.percent, _name(row)),
    "quizzes": lambda row: (-row.done.quizzes, _name(row)),
    "test": lambda row: (-1 if row.done.mark is None else -row.done.mark - 2, _name(row)),
    "study": lambda row: (-row.done.study_seconds, _name(row)),
    "live": lambda row: (-row.done.live_minutes, _name(row)),
    "completed": lambda row: (_latest_first(row.completed_at), _name(row)),
    "seen": lambda row: (_latest_first(row.seen_at), _name(row)),
}


def _with_learner(row: Row, learner: Learner) -> Row:
    return replace(
        row,
        number=learner.number,
        language=learner.language,
        joined_at=learner.joined_at,
        seen_at=learner.seen_at,
        completed_at=learner.completed_at,
    )


def _no_work(course: Course) -> WorkDone:
    all_work = course_work(module_of_course(course))
    return WorkDone(
        of_slides=len(all_work.slides), of_quizzes=len(all_work.quizzes), items=all_work.items
    )


def _people(db: Session, course: Course) -> Sequence[Person]:
    """Return the people on the roster now, and removed people who study."""
    if course.cohort_id is None:
        return []
    studying_ids = select(Learner.person_id).where(
        Learner.course_id == course.id, Learner.person_id.is_not(None)
    )
    roster = select(Person).where(
        Person.cohort_id == course.cohort_id,
        or_(Person.removed_at.is_(None), Person.id.in_(studying_ids)),
    )
    return db.scalars(roster.order_by(Person.number)).all()

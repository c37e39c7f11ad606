"""A guest of a course turns out to be somebody on its roster, and that being taken back.

No Flask, no commit.
"""

from __future__ import annotations

import logging
from functools import partial

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar import clock
from webinar.audit.actions import note
from webinar.cohorts.models import Match, Person
from webinar.completion.actions import settle
from webinar.completion.moving import Moved, give_back, take_over
from webinar.courses import seating
from webinar.courses.models import Course, JoinedLearner, Learner
from webinar.courses.queries import is_counted
from webinar.db import Database
from webinar.errors import Refused

log = logging.getLogger(__name__)


def join(
    db: Session,
    course: Course,
    guest: Learner,
    person: Person,
    key: str,
    by_id: int | None,
    reason: str = "",
) -> Learner:
    """The guest is this person of the course's roster, whose learner is returned, begun if need be.

    Refused: `not_a_guest`, `link_gone` for who is not on the roster, `course_full`.
    """
    into = seating.person_learner(db, course, person, guest.language, key)
    _lock(db, guest, into)
    if guest.person_id is not None or db.get(JoinedLearner, guest.id) is not None:
        raise Refused("not_a_guest")
    moved = take_over(db, course, guest, into)
    db.add(
        JoinedLearner(
            learner_id=guest.id,
            into_id=into.id,
            by_user_id=by_id,
            reason=reason,
            joined_at=clock.now(),
            moved=msgspec.to_builtins(moved, str_keys=True),
        )
    )
    _note(db, "learner.matched", course, guest, into, by_id)
    settle(db, course, into)
    return into


def separate(db: Session, course: Course, guest: Learner, by_id: int | None) -> None:
    """The guest is a learner of their own again, with all that they had done until they were
    joined; what was done since stays with the person. Refused: `unknown_learner`.
    """
    joined = db.get(JoinedLearner, guest.id)
    if joined is None:
        raise Refused("unknown_learner")
    into = db.get_one(Learner, joined.into_id)
    _lock(db, guest, into)
    moved = msgspec.convert(joined.moved, Moved, strict=False)
    give_back(db, course, guest, into, moved)
    db.delete(joined)
    _note(db, "learner.unmatched", course, guest, into, by_id)
    settle(db, course, into)


def separate_member(db: Session, member_id: int, by_id: int) -> None:
    """The same for who was joined because a session knew them, and knows them no more."""
    found = select(Learner).join(JoinedLearner, JoinedLearner.learner_id == Learner.id)
    for guest in db.scalars(found.where(Learner.member_id == member_id)).all():
        separate(db, db.get_one(Course, guest.course_id), guest, by_id)


def follow_sessions(database: Database, key: str) -> int:
    """Join all whom sessions have come to know as somebody on the roster; answers how many."""
    known = (
        select(Learner.id, Match.person_id, Match.by_user_id)
        .join(Match, Match.member_id == Learner.member_id)
        .join(Person, Person.id == Match.person_id)
        .join(Course, Course.id == Learner.course_id)
        .where(Person.cohort_id == Course.cohort_id, Person.removed_at.is_(None), is_counted())
    )
    with database.read() as db:
        rows = db.execute(known.order_by(Learner.id)).all()

    count = 0
    for learner_id, person_id, by_id in rows:
        try:
            database.write(partial(_follow, key, learner_id, person_id, by_id))
            count += 1
        except Refused as refusal:
            # The course is full. The others are not to wait for that.
            log.warning("learner %s could not be joined: %s", learner_id, refusal.code)
    return count


def _follow(key: str, learner_id: int, person_id: int, by_id: int | None, db: Session) -> None:
    guest = db.get_one(Learner, learner_id)
    # Another process looks at the same.
    if db.get(JoinedLearner, learner_id) is None and guest.member_id is not None:
        course, person = db.get_one(Course, guest.course_id), db.get_one(Person, person_id)
        join(db, course, guest, person, key, by_id)


def _lock(db: Session, *learners: Learner) -> None:
    """In one order, so that two who join the same do not wait for each other."""
    ids = [one.id for one in learners]
    db.execute(select(Learner.id).where(Learner.id.in_(ids)).order_by(Learner.id).with_for_update())


def _note(
    db: Session, kind: str, course: Course, guest: Learner, into: Learner, by_id: int | None
) -> None:
    note(
        db,
        kind,
        by_id,
        cohort_id=course.cohort_id,
        course=course.id,
        learner=guest.number,
        person=into.person_id,
        learners=[guest.id, into.id],
    )

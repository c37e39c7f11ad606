"""Joining a guest of a course with a person on its roster, and separating them again.

No Flask, no commit.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.db import Database
from webinar.kit.errors import Refused
from webinar.learn.courses import seating
from webinar.learn.courses.models import Course, JoinedLearner, Learner
from webinar.learn.courses.queries import has_nothing, is_counted, learner_of_person
from webinar.people.audit.actions import note
from webinar.results.completion.actions import settle
from webinar.results.completion.moving import Moved, give_back, take_over
from webinar.room.cohorts.models import Match, Person

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
    """Join the guest with this person of the course's roster; return the person's learner.

    If the person has not begun the course, their learner is created. Raises `Refused` with
    `not_a_guest`, with `course_full`, or with `link_gone` if the person is not on the roster.
    """
    is_new = learner_of_person(db, course, person.id) is None
    target = seating.person_learner(db, course, person, guest.language, key)
    _lock(db, guest, target)
    if guest.person_id is not None or db.get(JoinedLearner, guest.id) is not None:
        raise Refused("not_a_guest")
    moved = take_over(db, course, guest, target)
    moved.is_new = is_new
    db.add(
        JoinedLearner(
            learner_id=guest.id,
            into_id=target.id,
            by_user_id=by_id,
            reason=reason,
            joined_at=clock.now(),
            moved=_as_json(moved),
        )
    )
    _note(db, "learner.matched", course, guest, target, by_id)
    settle(db, course, target)
    return target


def separate(db: Session, course: Course, guest: Learner, key: str, by_id: int | None) -> None:
    """Make the guest a separate learner again, with all that they had done before they were joined.

    Work done after that stays with the person. The person gets a new personal link, because the
    guest's devices know the previous one. If joining created the person's learner, and the learner
    has no work left, the learner is deleted. Raises `Refused` with `unknown_learner`.
    """
    joined = db.get(JoinedLearner, guest.id)
    if joined is None:
        raise Refused("unknown_learner")
    target = db.get_one(Learner, joined.into_id)
    _lock(db, guest, target)
    # Another organiser may have separated the guest meanwhile.
    joined = db.get(JoinedLearner, guest.id, populate_existing=True)
    if joined is None or joined.into_id != target.id:
        raise Refused("unknown_learner")
    later_joins = _later_joins(db, joined)
    # Later joins build on this one: undo them first, and make them again afterwards.
    for later_guest, row in reversed(later_joins):
        give_back(db, course, later_guest, target, _from_json(row))
    moved = _from_json(joined)
    give_back(db, course, guest, target, moved)
    db.delete(joined)
    is_new = moved.is_new
    for later_guest, row in later_joins:
        moved_again = take_over(db, course, later_guest, target)
        moved_again.is_new, is_new = is_new or _from_json(row).is_new, False
        row.moved = _as_json(moved_again)
    _note(db, "learner.unmatched", course, guest, target, by_id)
    if is_new and has_nothing(db, target):
        db.delete(target)
        return
    seating.renew_link(db, target, key)
    settle(db, course, target)


def separate_member(db: Session, member_id: int, key: str, by_id: int) -> None:
    """Separate a guest whose match with a person was taken back in a session."""
    guests = select(Learner).join(JoinedLearner, JoinedLearner.learner_id == Learner.id)
    for guest in db.scalars(guests.where(Learner.member_id == member_id)).all():
        separate(db, db.get_one(Course, guest.course_id), guest, key, by_id)


def follow_sessions(database: Database, key: str) -> int:
    """Join all guests whom sessions have matched to people on the roster; return their number."""
    matched_guests = (
        select(Learner.id)
        .join(Match, Match.member_id == Learner.member_id)
        .join(Person, Person.id == Match.person_id)
        .join(Course, Course.id == Learner.course_id)
        .where(Person.cohort_id == Course.cohort_id, Person.removed_at.is_(None), is_counted())
    )
    with database.read() as db:
        ids = db.scalars(matched_guests.order_by(Learner.id)).all()

    count = 0
    for learner_id in ids:
        try:
            count += database.write(partial(_join_matched_guest, key, learner_id))
        except Refused as refusal:
            # The course is full; go on with guests of other courses.
            log.warning("learner %s could not be joined: %s", learner_id, refusal.code)
    return count


def _join_matched_guest(key: str, learner_id: int, db: Session) -> bool:
    """Join one guest with the matched person; return False if there was nothing to do.

    The match may have been taken back, or another process may have joined the guest. Locking the
    match makes a session that takes it back wait.
    """
    guest = db.get_one(Learner, learner_id)
    session_match = db.get(Match, guest.member_id or 0, with_for_update=True)
    if session_match is None or db.get(JoinedLearner, learner_id) is not None:
        return False
    course, person = (
        db.get_one(Course, guest.course_id),
        db.get_one(Person, session_match.person_id),
    )
    join(db, course, guest, person, key, session_match.by_user_id)
    return True


def _later_joins(db: Session, joined: JoinedLearner) -> list[tuple[Learner, JoinedLearner]]:
    """Return the guests who were joined with the same person after `joined`, in order of time."""
    rows = (
        select(Learner, JoinedLearner)
        .join(JoinedLearner, JoinedLearner.learner_id == Learner.id)
        .where(JoinedLearner.into_id == joined.into_id, JoinedLearner.joined_at > joined.joined_at)
        .order_by(JoinedLearner.joined_at)
    )
    return [(guest, row) for guest, row in db.execute(rows)]


def _as_json(moved: Moved) -> dict[str, Any]:
    fields: dict[str, Any] = msgspec.to_builtins(moved, str_keys=True)
    return fields


def _from_json(row: JoinedLearner) -> Moved:
    return msgspec.convert(row.moved, Moved, strict=False)


def _lock(db: Session, *learners: Learner) -> None:
    """Lock the learners, always in the same order to avoid deadlocks, and reload them."""
    rows = select(Learner).where(Learner.id.in_([learner.id for learner in learners]))
    db.scalars(
        rows.order_by(Learner.id).with_for_update(),
        execution_options={"populate_existing": True},
    ).all()


def _note(
    db: Session, kind: str, course: Course, guest: Learner, target: Learner, by_id: int | None
) -> None:
    note(
        db,
        kind,
        by_id,
        cohort_id=course.cohort_id,
        course=course.id,
        learner=guest.number,
        person=target.person_id,
        learners=[guest.id, target.id],
    )

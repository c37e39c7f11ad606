"""Seats learners at browsers: guests, people of a roster, members of a session. No commit."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.db import upsert
from webinar.kit.errors import Refused
from webinar.kit.text import one_line
from webinar.kit.tokens import derived_token, new_token, shown_token, token_hash
from webinar.learn.courses import queries
from webinar.learn.courses.models import NAME_LENGTH, Course, ForgottenLink, Learner, LearnerSeat
from webinar.room.cohorts.models import Match, Person
from webinar.room.rooms.models import Member

PURPOSE = "learner"
LEARNERS_PER_COURSE = 20_000


def token_of(learner: Learner, *secret_keys: str) -> str:
    """Return the token in the address of the learner's own link; see `tokens.shown_token`."""
    return shown_token(PURPOSE, learner.seed, learner.token_hash, *secret_keys)


def person_learner(db: Session, course: Course, person: Person, language: str, key: str) -> Learner:
    """Return the one learner that a person of the roster is in this course.

    Create the learner if there is none. Refused: `link_gone`, `course_full`.
    """
    if person.removed_at is not None or person.cohort_id != course.cohort_id:
        raise Refused("link_gone")
    learner = queries.learner_of_person(db, course, person.id)
    return learner or _new(db, course, person.name, language, key, person_id=person.id)


def member_learner(db: Session, course: Course, member: Member, key: str) -> Learner:
    """Return the learner of a member of one of the course's sessions; create one if needed.

    A member who is known to be a person of the roster gets that person's learner.
    Refused: `course_full`.
    """
    person_id = db.scalar(select(Match.person_id).where(Match.member_id == member.id))
    person = None if person_id is None else db.get(Person, person_id)
    if person is not None and person.cohort_id == course.cohort_id and person.removed_at is None:
        return person_learner(db, course, person, member.language, key)
    learner = db.scalar(select(Learner).filter_by(course_id=course.id, member_id=member.id))
    return (
        queries.real_learner(db, learner)
        if learner
        else _new(db, course, member.name, member.language, key, member_id=member.id)
    )


def guest_learner(
    db: Session, course: Course, browser_id: int, name: str, language: str, key: str
) -> Learner:
    """Create a guest who has the code, or return this browser's learner if a form is sent twice.

    Refused: `guests_not_taken`, `name_empty`, `course_full`.
    """
    if not course.takes_guests:
        raise Refused("guests_not_taken")
    name = one_line(name, NAME_LENGTH, "name_empty")
    _lock(db, course)
    learner = queries.learner_at(db, course, browser_id)
    return learner or _new(db, course, name, language, key)


def added_learner(db: Session, course: Course, name: str, language: str, key: str) -> Learner:
    """Create a learner whom the organiser lets in, even if the course takes no guests.

    An example is the author of a file of answers. Refused: `name_empty`, `course_full`.
    """
    return _new(db, course, one_line(name, NAME_LENGTH, "name_empty"), language, key)


def sit(db: Session, learner: Learner, browser_id: int) -> None:
    """Seat the learner at this browser in their course."""
    seat = db.get(LearnerSeat, (browser_id, learner.course_id))
    if seat is None:
        db.add(
            LearnerSeat(browser_id=browser_id, course_id=learner.course_id, learner_id=learner.id)
        )
    else:
        seat.learner_id = learner.id
    learner.seen_at = clock.now()


def stand_up(db: Session, learner: Learner, browser_id: int) -> None:
    """Remove the learner from this browser in their course, as on a shared computer."""
    seat = db.get(LearnerSeat, (browser_id, learner.course_id))
    if (
        seat is not None
        and queries.real_learner(db, db.get_one(Learner, seat.learner_id)) is learner
    ):
        db.delete(seat)


def renew_link(db: Session, learner: Learner, key: str) -> None:
    """Renew the learner's own link; their old link and those of joined guests stop working."""
    for holder in (learner, *queries.joined_guests(db, learner)):
        holder.seed = new_token()
        holder.token_hash = token_hash(derived_token(PURPOSE, holder.seed, key))


def close_links(db: Session, ids: Sequence[int]) -> None:
    """Record the links of learners who will be forgotten, so that their devices learn of it."""
    hashes = db.scalars(select(Learner.token_hash).where(Learner.id.in_(ids))).all()
    rows = [{"token_hash": hash, "forgotten_at": clock.now()} for hash in hashes]
    if rows:
        upsert(db, ForgottenLink, rows, update=["forgotten_at"])


def _new(
    db: Session,
    course: Course,
    name: str,
    language: str,
    key: str,
    *,
    person_id: int | None = None,
    member_id: int | None = None,
) -> Learner:
    _lock(db, course)
    last = db.scalar(select(func.max(Learner.number)).filter_by(course_id=course.id)) or 0
    if last >= LEARNERS_PER_COURSE:
        raise Refused("course_full")
    seed, now = new_token(), clock.now()
    learner = Learner(
        course_id=course.id,
        number=last + 1,
        person_id=person_id,
        member_id=member_id,
        name=name,
        language=language,
        seed=seed,
        token_hash=token_hash(derived_token(PURPOSE, seed, key)),
        joined_at=now,
        seen_at=now,
    )
    db.add(learner)
    db.flush()
    return learner


def _lock(db: Session, course: Course) -> None:
    """Lock the course: learners begin one after the other, so that no number is taken twice."""
    db.execute(select(Course.id).where(Course.id == course.id).with_for_update())

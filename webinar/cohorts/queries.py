"""Reads of rosters. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webinar.accounts.models import User, UserRole
from webinar.cohorts.models import Cohort, Invited, Match, Person
from webinar.rooms.models import Room


def find_own_cohort(db: Session, user: User, cohort_id: int) -> Cohort | None:
    """The cohort, if it is the user's to change; unknown and somebody else's look the same."""
    found = select(Cohort).filter_by(id=cohort_id)
    if user.role is not UserRole.ADMIN:
        found = found.filter_by(owner_id=user.id)
    return db.scalar(found)


def own_cohorts(db: Session, user: User) -> Sequence[Cohort]:
    """The user's cohorts by name; everybody's for an administrator."""
    found = select(Cohort).order_by(Cohort.name, Cohort.id)
    if user.role is not UserRole.ADMIN:
        found = found.filter_by(owner_id=user.id)
    return db.scalars(found).all()


def people_of(db: Session, cohort: Cohort) -> Sequence[Person]:
    """Who is on the roster now, in the order of their numbers."""
    found = select(Person).filter_by(cohort_id=cohort.id, removed_at=None)
    return db.scalars(found.order_by(Person.number)).all()


def invitation_of(db: Session, room: Room) -> Invited | None:
    """Whom the session is for; none until an organiser has said so."""
    found: Invited | None = db.get(Invited, room.id)
    return found


def expected_people(db: Session, room: Room) -> Sequence[Person]:
    """Who is on the roster of the session's cohort, and whoever of it was in the session.

    In the order of the roster. Who was taken off it and never came is not among them.
    """
    matched = select(Match.person_id).where(Match.room_id == room.id)
    invited = invitation_of(db, room)
    was_there = Person.id.in_(matched)
    found = select(Person).where(was_there)
    if invited is not None:
        is_now = (Person.cohort_id == invited.cohort_id) & Person.removed_at.is_(None)
        found = select(Person).where(or_(was_there, is_now))
    return db.scalars(found.order_by(Person.cohort_id, Person.number)).all()


def matches_of(db: Session, room: Room) -> Mapping[int, int]:
    """The ids of persons by those of the members of the session who are known to be them."""
    rows = db.execute(select(Match.member_id, Match.person_id).where(Match.room_id == room.id))
    return {member_id: person_id for member_id, person_id in rows}


def units_of(db: Session, room: Room) -> Mapping[int, str]:
    """The units of those members of the session who are known to be on its roster, by their ids."""
    rows = db.execute(
        select(Match.member_id, Person.unit)
        .join(Person, Person.id == Match.person_id)
        .where(Match.room_id == room.id)
    )
    return {member_id: unit for member_id, unit in rows}

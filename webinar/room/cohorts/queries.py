"""Reads of rosters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from webinar.kit.tokens import token_hash
from webinar.people.accounts.models import User
from webinar.people.ownership.queries import belongs_to, may_change
from webinar.room.cohorts.changes import RosterPerson
from webinar.room.cohorts.entries import LENGTHS
from webinar.room.cohorts.models import (
    Cohort,
    Invited,
    Match,
    NameChange,
    Person,
    PersonLink,
    RosterDraft,
    RosterImport,
    Viewer,
)
from webinar.room.rooms.models import Purged, Room


def find_own_cohort(db: Session, user: User, cohort_id: int) -> Cohort | None:
    """Return the cohort if the user may change it; None for others', deleted and unknown ones."""
    query = select(Cohort).filter_by(id=cohort_id, deleted_at=None)
    return db.scalar(query.where(may_change(Cohort, user)))


def own_cohorts(db: Session, user: User) -> Sequence[Cohort]:
    """Return the user's cohorts by name; for an administrator, all cohorts."""
    query = select(Cohort).filter_by(deleted_at=None).order_by(Cohort.name, Cohort.id)
    return db.scalars(query.where(may_change(Cohort, user))).all()


def choosable_cohorts(db: Session, user: User, chosen_id: int | None) -> Sequence[Cohort]:
    """Return the cohorts that a form offers to this user: the user's, and the chosen one.

    Co-owners of a session, series or course may leave its cohort as it is, without having it.
    """
    cohorts = own_cohorts(db, user)
    if chosen_id is None or chosen_id in {cohort.id for cohort in cohorts}:
        return cohorts
    return [db.get_one(Cohort, chosen_id), *cohorts]


def find_choosable(db: Session, user: User, cohort_id: int, chosen_id: int | None) -> Cohort | None:
    """Return the cohort if `choosable_cohorts` has it."""
    if cohort_id == chosen_id:
        return db.get(Cohort, cohort_id)
    return find_own_cohort(db, user, cohort_id)


def shared_rooms(user: User) -> Select[int]:
    """Select the ids of the sessions that the user has with the cohorts invited to them."""
    cohorts = select(Cohort.id).where(belongs_to(Cohort, user))
    return select(Invited.room_id).where(Invited.cohort_id.in_(cohorts))


def people_of(db: Session, cohort: Cohort) -> Sequence[Person]:
    """Return the people on the roster now, in the order of their numbers."""
    query = select(Person).filter_by(cohort_id=cohort.id, removed_at=None)
    return db.scalars(query.order_by(Person.number)).all()


def people_off(db: Session, cohort: Cohort) -> Sequence[Person]:
    """Return the people taken off the roster, in the order of their numbers."""
    query = select(Person).filter_by(cohort_id=cohort.id).where(Person.removed_at.is_not(None))
    return db.scalars(query.order_by(Person.number)).all()


def count_people(db: Session, cohorts: Sequence[Cohort]) -> Mapping[int, int]:
    """Return the number of people on each roster now, by cohort id."""
    rows = db.execute(
        select(Person.cohort_id, func.count())
        .where(Person.cohort_id.in_([cohort.id for cohort in cohorts]), Person.removed_at.is_(None))
        .group_by(Person.cohort_id)
    )
    return {cohort_id: count for cohort_id, count in rows}


def find_person(db: Session, cohort: Cohort, number: int) -> Person | None:
    """Return the person with this number, even if taken off the roster."""
    return db.scalar(select(Person).filter_by(cohort_id=cohort.id, number=number))


def known_people(db: Session, cohort: Cohort) -> list[RosterPerson]:
    """Return everybody who ever was on the roster, for comparing an import with it."""
    replaced_names: dict[int, set[str]] = {}
    # Corrections by people and by organisers count alike: both know better than an old file.
    old_names = (
        select(NameChange.person_id, NameChange.was)
        .join(Person, Person.id == NameChange.person_id)
        .where(Person.cohort_id == cohort.id)
    )
    for person_id, was in db.execute(old_names):
        replaced_names.setdefault(person_id, set()).add(was)
    people = db.scalars(select(Person).filter_by(cohort_id=cohort.id).order_by(Person.number))
    return [
        RosterPerson(
            person.number,
            values_of(person),
            person.removed_at is not None,
            frozenset(replaced_names.get(person.id, set()) - {person.name}),
        )
        for person in people
    ]


def values_of(person: Person) -> dict[str, str]:
    """Return the person's values in the fields that a file may contain."""
    return {name: getattr(person, name) for name in LENGTHS}


def name_changes_of(db: Session, cohort: Cohort) -> Mapping[int, Sequence[NameChange]]:
    """Return the name changes of all people of the cohort, by person id, oldest first."""
    changes: dict[int, list[NameChange]] = {}
    rows = db.scalars(
        select(NameChange)
        .join(Person, Person.id == NameChange.person_id)
        .where(Person.cohort_id == cohort.id)
        .order_by(NameChange.id)
    )
    for row in rows:
        changes.setdefault(row.person_id, []).append(row)
    return changes


def imports_of(db: Session, cohort: Cohort) -> Sequence[RosterImport]:
    """Return the cohort's imports, newest first."""
    query = select(RosterImport).filter_by(cohort_id=cohort.id)
    return db.scalars(query.order_by(RosterImport.id.desc())).all()


def find_draft(db: Session, cohort: Cohort, draft_id: int) -> RosterDraft | None:
    return db.scalar(select(RosterDraft).filter_by(cohort_id=cohort.id, id=draft_id))


def sessions_of(db: Session, cohort: Cohort) -> Sequence[Room]:
    """Return the sessions that the cohort is invited to, in order of time; untimed ones last."""
    return db.scalars(
        select(Room)
        .join(Invited, Invited.room_id == Room.id)
        .where(Invited.cohort_id == cohort.id)
        .order_by(Room.planned_at.is_(None), Room.planned_at, Room.id)
    ).all()


class Holder(NamedTuple):
    """A personal link with its person and cohort."""

    link: PersonLink
    person: Person
    cohort: Cohort


def find_holder(db: Session, token: str) -> Holder | None:
    """Return the holder of a valid link: it is not revoked, and its person is on the roster."""
    row = db.execute(
        select(PersonLink, Person, Cohort)
        .join(Person, Person.id == PersonLink.person_id)
        .join(Cohort, Cohort.id == Person.cohort_id)
        .where(
            PersonLink.token_hash == token_hash(token),
            PersonLink.revoked_at.is_(None),
            Person.removed_at.is_(None),
        )
    ).one_or_none()
    return None if row is None else Holder(*row)


def links_of(db: Session, cohort: Cohort) -> Mapping[int, PersonLink]:
    """Return the links that are not revoked, by person id."""
    rows = db.scalars(
        select(PersonLink)
        .join(Person, Person.id == PersonLink.person_id)
        .where(Person.cohort_id == cohort.id, PersonLink.revoked_at.is_(None))
    )
    return {row.person_id: row for row in rows}


def invitation_of(db: Session, room: Room) -> Invited | None:
    """Return the session's invitation; None until an organiser has set one."""
    invitation: Invited | None = db.get(Invited, room.id)
    return invitation


def expected_people(db: Session, room: Room) -> Sequence[Person]:
    """Return the people on the roster of the session's cohort, and all who are matched to it.

    They are in the order of the roster. A person who never came, and was taken off the roster
    before the session ended, is left out. Later changes of the roster do not change who was absent.
    A roster made only after the session counts as it is now.

    Once the session's attendance was purged, the list is empty, because absence is unknown, too.
    """
    matched_ids = select(Match.person_id).where(Match.room_id == room.id)
    invitation = invitation_of(db, room)
    was_there = Person.id.in_(matched_ids)
    query = select(Person).where(was_there)
    if invitation is not None and not is_forgotten(db, room):
        on_roster = Person.cohort_id == invitation.cohort_id
        query = select(Person).where(or_(was_there, on_roster & _was_expected(db, room, on_roster)))
    return db.scalars(query.order_by(Person.cohort_id, Person.number)).all()


def _was_expected(db: Session, room: Room, on_roster: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that a person of the roster was expected at the session."""
    is_on_it = Person.removed_at.is_(None)
    if room.ended_at is None:
        return is_on_it
    was_on_it = Person.added_at <= room.ended_at
    stayed = was_on_it & or_(is_on_it, Person.removed_at > room.ended_at)
    # Some organisers import the list only after the session; it still says who was expected.
    came_first = db.scalar(select(exists().where(on_roster, was_on_it)))
    return stayed if came_first else is_on_it


def viewed_cohorts(user: User) -> Select[int]:
    """Return a query for the ids of the cohorts whose results a viewer may read."""
    return select(Viewer.cohort_id).where(Viewer.user_id == user.id)


def takes_guests(db: Session, room: Room) -> bool:
    """Whether a session admits people besides the roster that is invited to it."""
    return db.scalar(_TAKES_GUESTS, {"room_id": room.id}) is not False


_TAKES_GUESTS = select(Invited.takes_guests).where(Invited.room_id == bindparam("room_id"))


def is_forgotten(db: Session, room: Room) -> bool:
    """Whether the names of the session's members have been purged."""
    purge = db.get(Purged, room.id)
    return purge is not None and purge.attendance_at is not None


def units_of(db: Session, room: Room) -> Mapping[int, str]:
    """Return the units of the session's members who are matched to its roster, by member id."""
    rows = db.execute(
        select(Match.member_id, Person.unit)
        .join(Person, Person.id == Match.person_id)
        .where(Match.room_id == room.id)
    )
    return {member_id: unit for member_id, unit in rows}


def matches_of(db: Session, room: Room) -> Mapping[int, int]:
    """Return {member id: person id} for the matched members of the session."""
    rows = db.execute(select(Match.member_id, Match.person_id).where(Match.room_id == room.id))
    return {member_id: person_id for member_id, person_id in rows}

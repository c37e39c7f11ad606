"""The subject of personal data, and the subject's rows, found by the registry. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKeyConstraint,
    Table,
    and_,
    exists,
    false,
    or_,
    select,
)
from sqlalchemy.orm import Session

from webinar.kit.db import Base
from webinar.kit.erased_names import is_erased
from webinar.kit.permissions import Role
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import is_counted
from webinar.learn.identity.keys import Identity
from webinar.learn.identity.queries import identity_of, learners_of_person, members_of_person
from webinar.operate.personal.registry import REGISTRY
from webinar.operate.personal.registry_terms import TableEntry
from webinar.people.accounts.models import User
from webinar.people.ownership.queries import may_change
from webinar.room.cohorts.models import Cohort, NameChange, Person
from webinar.room.rooms.models import Member, Room, SamePerson, TimelineEntry

# A reference to one of these three tables identifies the person. References to any other table are
# followed until one of the three is reached.
_ROOTS = {"members.id": "member_ids", "people.id": "person_ids", "learners.id": "learner_ids"}


@dataclass(frozen=True)
class Subject:
    """A person with data on this server, their members in sessions, and their learners in courses.

    This is a person of a roster, a guest of a session, or a guest of a course alone.
    """

    person: Person | None
    members: tuple[Member, ...]
    rooms: tuple[Room, ...]
    learners: tuple[Learner, ...] = ()

    @property
    def person_ids(self) -> tuple[int, ...]:
        return () if self.person is None else (self.person.id,)

    @property
    def member_ids(self) -> tuple[int, ...]:
        return tuple(member.id for member in self.members)

    @property
    def learner_ids(self) -> tuple[int, ...]:
        return tuple(learner.id for learner in self.learners)

    @property
    def name(self) -> str:
        if self.person is not None:
            return self.person.name
        return self.members[0].name if self.members else self.learners[0].name

    @property
    def is_erased(self) -> bool:
        return is_erased(self.name)


def find_person(db: Session, user: User | None, person_id: int) -> Subject | None:
    """Return a person of one of the user's rosters; else None.

    If `user` is an administrator or None, the roster may be any.
    """
    query = select(Person).join(Cohort, Cohort.id == Person.cohort_id).where(Person.id == person_id)
    if user is not None:
        query = query.where(may_change(Cohort, user))
    person = db.scalar(query)
    if person is None:
        return None
    return _subject(db, person, db.scalars(members_of_person(person.id)))


def find_guest(db: Session, user: User | None, member_id: int) -> Subject | None:
    """Return a participant without an account, of one of the user's sessions; else None.

    If `user` is an administrator or None, the session may be any. A guest known to be a person of a
    roster is returned as that person.
    """
    query = (
        select(Member)
        .join(Room, Room.id == Member.room_id)
        .where(Member.id == member_id, Member.user_id.is_(None), Member.role == Role.PARTICIPANT)
    )
    if user is not None:
        query = query.where(may_change(Room, user))
    member = db.scalar(query)
    if member is None:
        return None
    identity = identity_of(db, Identity("member", member.id))
    if identity.kind == "person":
        return find_person(db, user, identity.id)
    return _subject(db, None, [member.id])


def find_learner(db: Session, user: User | None, learner_id: int) -> Subject | None:
    """Return a guest of one of the user's courses; else None.

    If `user` is an administrator or None, the course may be any. Only the course knows such a
    guest, who is neither a person of a roster nor a participant of a session.
    """
    query = select(Learner).join(Course, Course.id == Learner.course_id)
    query = query.where(
        Learner.id == learner_id,
        Learner.person_id.is_(None),
        Learner.member_id.is_(None),
        is_counted(),
    )
    if user is not None:
        query = query.where(may_change(Course, user))
    learner = db.scalar(query)
    return None if learner is None else Subject(None, (), (), (learner,))


def _subject(db: Session, person: Person | None, member_ids: Iterable[int]) -> Subject:
    """Return the subject, including members who turned out to be the same person as these."""
    ids = set(member_ids)
    pairs = db.execute(
        select(SamePerson.member_id, SamePerson.same_as_id).where(
            or_(SamePerson.member_id.in_(ids), SamePerson.same_as_id.in_(ids))
        )
    )
    ids |= {member_id for pair in pairs for member_id in pair}
    members = db.scalars(select(Member).where(Member.id.in_(ids)).order_by(Member.id)).all()
    rooms = select(Room).where(Room.id.in_({member.room_id for member in members}))
    learners = select(Learner).where(Learner.member_id.in_(ids))
    if person is not None:
        of_person = Learner.id.in_(learners_of_person(person.id))
        learners = select(Learner).where(or_(Learner.member_id.in_(ids), of_person))
    return Subject(
        person,
        tuple(members),
        tuple(db.scalars(rooms.order_by(Room.id))),
        tuple(db.scalars(learners.order_by(Learner.id))),
    )


def names_of(db: Session, subject: Subject) -> set[str]:
    """Return every name that the person has had, in any session or course."""
    names = {subject.name} | {member.name for member in subject.members}
    names |= {learner.name for learner in subject.learners}
    changes = select(NameChange.was, NameChange.name)
    for row in db.execute(changes.where(NameChange.person_id.in_(subject.person_ids))):
        names.update(row)
    renamed = select(TimelineEntry.detail).where(
        TimelineEntry.member_id.in_(subject.member_ids), TimelineEntry.kind == "member.renamed"
    )
    for detail in db.scalars(renamed):
        names.update(str(detail[key]) for key in ("before", "after") if detail.get(key))
    return {name for name in names if name and not is_erased(name)}


def belongs_to(
    table: Table, subject: Subject, registry: Mapping[str, TableEntry] = REGISTRY
) -> _Where:
    """Return the condition for the subject's rows, by the references that the registry names."""
    entry = registry[table.name]
    conditions = [_condition_by(table, table.c[name], subject, registry) for name in entry.of]
    return or_(false(), *conditions)


_Where = ColumnElement[bool]


def _condition_by(
    table: Table, column: Column[int], subject: Subject, registry: Mapping[str, TableEntry]
) -> _Where:
    root = _root(column)
    if root is not None:
        ids: tuple[int, ...] = getattr(subject, _ROOTS[root])
        return column.in_(ids)
    constraint = _constraint(table, column)
    target = constraint.referred_table
    on = (pair.parent == pair.column for pair in constraint.elements)
    return exists().where(and_(*on, belongs_to(target, subject, registry))).correlate(table)


def _root(column: Column[int]) -> str | None:
    """Return the one of `_ROOTS` that the column is or refers to, even indirectly; else None."""
    name = f"{column.table.name}.{column.name}"
    if name in _ROOTS:
        return name
    roots = (_root(key.column) for key in column.foreign_keys)
    return next((root for root in roots if root is not None), None)


def _constraint(table: Table, column: Column[int]) -> ForeignKeyConstraint:
    for constraint in table.foreign_key_constraints:
        if column.name in constraint.columns:
            return constraint
    raise ValueError(f"{table.name}.{column.name} refers to nobody")


def tables_of_people() -> list[Table]:
    """Return the tables whose rows have a person, by the registry; referenced tables come first."""
    return [table for table in Base.metadata.sorted_tables if REGISTRY[table.name].of]

"""Deletes cohorts that nothing uses, with everything that belongs to them alone."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, ColumnElement, Table, delete, exists, func, or_, select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.db import Base
from webinar.kit.errors import Refused
from webinar.people.accounts.models import User
from webinar.people.audit.actions import note
from webinar.people.ownership.queries import may_give_away
from webinar.room.cohorts.actions import locked
from webinar.room.cohorts.models import GOES_WITH_COHORT, Cohort, Person


def is_used(db: Session, cohort_id: int) -> bool:
    """Whether a session, a series, a course or somebody's results refer to the cohort."""
    users = [
        exists().where(of_cohort)
        for table, of_cohort in _references(cohort_id)
        if not _goes_with(table)
    ]
    return bool(db.scalar(select(or_(*users))))


def delete_cohort(db: Session, user: User, cohort_id: int) -> None:
    """Delete the people, links, imports and viewers of a cohort that nothing uses.

    Refused: `unknown_cohort`, `not_the_owner`, `cohort_used`.
    """
    cohort = locked(db, cohort_id)
    if not may_give_away(user, cohort):
        raise Refused("not_the_owner")
    if is_used(db, cohort_id):
        raise Refused("cohort_used")
    people = db.scalar(select(func.count()).select_from(Person).filter_by(cohort_id=cohort_id))
    for table, of_cohort in reversed(list(_references(cohort_id))):
        db.execute(delete(table).where(of_cohort))
    cohort.name, cohort.deleted_at = "", clock.now()
    note(db, "cohort.deleted", user.id, cohort_id=cohort_id, people=people)


def _references(cohort_id: int) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """Yield each table that refers to cohorts or people, and what selects this cohort's rows.

    A table comes after those that it refers to.
    """
    people = select(Person.id).filter_by(cohort_id=cohort_id)
    for table in Base.metadata.sorted_tables:
        conditions = [
            *(column == cohort_id for column in _columns_to(table, Cohort.__table__)),
            *(column.in_(people) for column in _columns_to(table, Person.__table__)),
        ]
        if conditions:
            yield table, or_(*conditions)


def _columns_to(table: Table, other: object) -> list[Column[int]]:
    return [
        column
        for column in table.columns
        if any(key.column.table is other for key in column.foreign_keys)
    ]


def _goes_with(table: Table) -> bool:
    return GOES_WITH_COHORT.items() <= table.info.items()

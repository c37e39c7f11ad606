"""Who may change a session, a series, a cohort or a course: the one check of all four.

Reads only. The tables are known here by their names, because they stand above this folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Select, and_, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from webinar import features
from webinar.people.accounts.models import User, UserRole
from webinar.people.ownership.models import CoOwner

# The column of `CoOwner` for each table whose rows have owners.
SHARED: Mapping[str, InstrumentedAttribute[int | None]] = {
    "rooms": CoOwner.room_id,
    "series": CoOwner.series_id,
    "cohorts": CoOwner.cohort_id,
    "courses": CoOwner.course_id,
}


class Owned(Protocol):
    """A row that has an owner."""

    __tablename__: Any
    owner_id: Any

    @property
    def id(self) -> Any: ...


def may_change(table: Any, user: User) -> ColumnElement[bool]:
    """Return the condition that this user may change the table's row: all, for administrators."""
    return true() if user.role is UserRole.ADMIN else belongs_to(table, user)


def belongs_to(table: Any, user: User) -> ColumnElement[bool]:
    """Return the condition that the row is the user's own, or shared with the user.

    A row is shared if the user is named as its co-owner, or has the cohort or the series that it
    belongs to. Accounts that are not for organising have only what they own.
    """
    is_own: ColumnElement[bool] = table.owner_id == user.id
    if user.role not in (UserRole.ADMIN, UserRole.ORGANISER):
        return is_own
    shared = SHARED[table.__tablename__]
    ways: list[Select[Any]] = [
        select(shared).where(shared.is_not(None), CoOwner.user_id == user.id)
    ]
    for feature in features.every():
        way = feature.shares.get(table.__tablename__)
        if way is not None:
            ways.append(way(user))
    return or_(is_own, *(table.id.in_(ids) for ids in ways))


def owns(db: Session, user: User, thing: Owned) -> bool:
    """Whether the user may change this row and read all its data, not only what helpers may."""
    if user.role is UserRole.ADMIN or thing.owner_id == user.id:
        return True
    return bool(owned_ids(db, user, [thing]))


def owned_ids(db: Session, user: User, things: Sequence[Owned]) -> frozenset[int]:
    """Return the ids of those rows of one table that the user may change."""
    if not things or user.role is UserRole.ADMIN:
        return frozenset(_ids(things))
    own = frozenset(_ids(thing for thing in things if thing.owner_id == user.id))
    others = [thing for thing in things if thing.owner_id != user.id]
    if not others or user.role is not UserRole.ORGANISER:
        return own
    table: Any = type(others[0])
    among = and_(table.id.in_(_ids(others)), belongs_to(table, user))
    return own | frozenset(db.scalars(select(table.id).where(among)))


def may_give_away(user: User, thing: Owned) -> bool:
    """Whether the user may delete it, hand it over and remove co-owners: its owner alone may."""
    return user.role is UserRole.ADMIN or thing.owner_id == user.id


def owner_of(db: Session, thing: Owned) -> User:
    return db.get_one(User, thing.owner_id)


def co_owners_of(db: Session, thing: Owned) -> Sequence[User]:
    """Return the users who are named as co-owners of this very row, by name."""
    named = select(CoOwner.user_id).where(SHARED[thing.__tablename__] == thing.id)
    return db.scalars(select(User).where(User.id.in_(named)).order_by(User.name, User.id)).all()


def find_co_owner(db: Session, thing: Owned, user_id: int) -> CoOwner | None:
    of_thing = SHARED[thing.__tablename__] == thing.id
    return db.scalar(select(CoOwner).where(of_thing, CoOwner.user_id == user_id))


def _ids(things: Iterable[Owned]) -> list[int]:
    return [thing.id for thing in things]

"""Adds and removes co-owners, and hands things over. No Flask, no commit."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.people.accounts.models import User, UserRole
from webinar.people.accounts.queries import user_by_email
from webinar.people.audit.actions import note
from webinar.people.ownership import queries
from webinar.people.ownership.models import CoOwner
from webinar.people.ownership.queries import SHARED, Owned

# A limit against mistakes, and so that the list fits a page.
MOST = 20


def add_by_email(db: Session, thing: Owned, by: User, email: str) -> User:
    """Make the organiser with this address a co-owner; a second time changes nothing.

    Refused: `unknown_organiser`, `owns_already`, `co_owners_full`.
    """
    user = user_by_email(db, email)
    if user is None or user.role not in (UserRole.ADMIN, UserRole.ORGANISER):
        raise Refused("unknown_organiser")
    add(db, thing, by, user)
    return user


def add(db: Session, thing: Owned, by: User, user: User) -> None:
    """Make the user a co-owner; a second time changes nothing.

    Refused: `owns_already`, `co_owners_full`.
    """
    _lock(db, thing)
    if user.id == thing.owner_id:
        raise Refused("owns_already")
    if queries.find_co_owner(db, thing, user.id) is not None:
        return
    if len(queries.co_owners_of(db, thing)) >= MOST:
        raise Refused("co_owners_full")
    _name(db, thing, by, user.id)
    _note(db, "owner.added", thing, by, user=user.id)


def keep_access(db: Session, thing: Owned, by: User) -> None:
    """Make `by`, who has just made this for its owner, a co-owner, unless it is theirs already."""
    if not queries.owns(db, by, thing):
        add(db, thing, by, by)


def remove(db: Session, thing: Owned, by: User, user_id: int) -> None:
    """Take a co-owner's access away; co-owners may also leave by themselves.

    Refused: `unknown_co_owner`, `not_the_owner`.
    """
    _lock(db, thing)
    if by.id != user_id and not queries.may_give_away(by, thing):
        raise Refused("not_the_owner")
    row = queries.find_co_owner(db, thing, user_id)
    if row is None:
        raise Refused("unknown_co_owner")
    db.delete(row)
    db.flush()
    _note(db, "owner.removed", thing, by, user=user_id)


def hand_over(db: Session, thing: Owned, by: User, user_id: int) -> None:
    """Make a co-owner the owner; the owner so far becomes a co-owner.

    Refused: `unknown_co_owner`, `unknown_organiser`, `not_the_owner`.
    """
    _lock(db, thing)
    if not queries.may_give_away(by, thing):
        raise Refused("not_the_owner")
    row = queries.find_co_owner(db, thing, user_id)
    if row is None:
        raise Refused("unknown_co_owner")
    user = db.get_one(User, user_id)
    if user.is_disabled or user.role not in (UserRole.ADMIN, UserRole.ORGANISER):
        raise Refused("unknown_organiser")
    former_id = queries.owner_of(db, thing).id
    db.delete(row)
    thing.owner_id = user_id
    db.flush()
    _name(db, thing, by, former_id)
    _note(db, "owner.changed", thing, by, user=user_id, was=former_id)


def forget_co_owners(db: Session, thing: Owned) -> None:
    """Remove the co-owners of a row that is about to be deleted."""
    db.execute(delete(CoOwner).where(SHARED[thing.__tablename__] == thing.id))


def _name(db: Session, thing: Owned, by: User, user_id: int) -> None:
    key = SHARED[thing.__tablename__].key
    db.add(CoOwner(user_id=user_id, added_by=by.id, added_at=clock.now(), **{key: thing.id}))
    db.flush()


def _note(db: Session, kind: str, thing: Owned, by: User, **detail: Any) -> None:
    """Add an entry, which names a session or cohort as entries about them do."""
    key = SHARED[thing.__tablename__].key
    name = {"series_id": "series", "course_id": "course"}.get(key, key)
    note(db, kind, by.id, **{name: thing.id}, **detail)


def _lock(db: Session, thing: Owned) -> None:
    """Lock the row until the end of the transaction, and read its owner anew."""
    db.flush()
    table: Any = type(thing)
    db.scalars(
        select(table).where(table.id == thing.id).with_for_update(),
        execution_options={"populate_existing": True},
    ).one()

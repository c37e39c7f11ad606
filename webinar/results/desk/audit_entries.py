"""The entries of the audit log that a user may read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from webinar.people.accounts.models import User, UserRole
from webinar.people.audit.models import AuditEntry
from webinar.room.cohorts.models import Cohort
from webinar.room.rooms.models import Room

PAGE = 100


@dataclass(frozen=True)
class Filter:
    """The wanted part of the log. `before`: only entries with numbers below this one."""

    kind: str = ""
    room_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None


def entries(db: Session, user: User, wanted: Filter) -> Sequence[AuditEntry]:
    """Return a page of the newest entries that the user may read, and one more entry."""
    return db.scalars(_readable(user, wanted).limit(PAGE + 1)).all()


def all_entries(db: Session, user: User, wanted: Filter) -> Sequence[AuditEntry]:
    """Return all entries that the user may read, for a file."""
    return db.scalars(_readable(user, wanted)).all()


def kinds(db: Session, user: User) -> Sequence[str]:
    """Return the kinds of the entries that the user may read."""
    found = _readable(user, Filter()).with_only_columns(AuditEntry.kind).order_by(None).distinct()
    return sorted(db.scalars(found))


def _readable(user: User, wanted: Filter) -> Select[AuditEntry]:
    """Select the wanted entries that the user may read, the newest first.

    Administrators may read all, organisers only entries of their own sessions and cohorts.
    """
    found = select(AuditEntry)
    if user.role is not UserRole.ADMIN:
        rooms = select(Room.id).where(Room.owner_id == user.id)
        cohorts = select(Cohort.id).where(Cohort.owner_id == user.id)
        own = or_(AuditEntry.room_id.in_(rooms), AuditEntry.cohort_id.in_(cohorts))
        found = found.where(own)
    if wanted.kind:
        found = found.where(AuditEntry.kind == wanted.kind)
    if wanted.room_id is not None:
        found = found.where(AuditEntry.room_id == wanted.room_id)
    if wanted.since is not None:
        found = found.where(AuditEntry.at >= wanted.since)
    if wanted.until is not None:
        found = found.where(AuditEntry.at < wanted.until)
    if wanted.before is not None:
        found = found.where(AuditEntry.id < wanted.before)
    return found.order_by(AuditEntry.id.desc())

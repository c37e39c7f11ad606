"""The entries of the audit log that a user may read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from webinar.people.accounts.models import User, UserRole
from webinar.people.audit.models import AuditEntry
from webinar.people.ownership.queries import belongs_to
from webinar.room.cohorts.models import Cohort
from webinar.room.rooms.models import Room

# The number of entries on a page.
PAGE = 100


@dataclass(frozen=True)
class Filter:
    """The requested part of the log. `before`: only entries with numbers below this one."""

    kind: str = ""
    room_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None


def entries(db: Session, user: User, log_filter: Filter) -> Sequence[AuditEntry]:
    """Return a page of the newest entries that the user may read, and one more entry."""
    return db.scalars(_readable(user, log_filter).limit(PAGE + 1)).all()


def all_entries(db: Session, user: User, log_filter: Filter) -> Sequence[AuditEntry]:
    """Return all entries that the user may read, for a file."""
    return db.scalars(_readable(user, log_filter)).all()


def kinds(db: Session, user: User) -> Sequence[str]:
    """Return the kinds of the entries that the user may read."""
    statement = (
        _readable(user, Filter()).with_only_columns(AuditEntry.kind).order_by(None).distinct()
    )
    return sorted(db.scalars(statement))


def _readable(user: User, log_filter: Filter) -> Select[AuditEntry]:
    """Select the requested entries that the user may read, the newest first.

    Administrators may read all, organisers only entries of sessions and cohorts that are theirs.
    """
    statement = select(AuditEntry)
    if user.role is not UserRole.ADMIN:
        rooms = select(Room.id).where(belongs_to(Room, user))
        cohorts = select(Cohort.id).where(belongs_to(Cohort, user))
        is_own = or_(AuditEntry.room_id.in_(rooms), AuditEntry.cohort_id.in_(cohorts))
        statement = statement.where(is_own)
    if log_filter.kind:
        statement = statement.where(AuditEntry.kind == log_filter.kind)
    if log_filter.room_id is not None:
        statement = statement.where(AuditEntry.room_id == log_filter.room_id)
    if log_filter.since is not None:
        statement = statement.where(AuditEntry.at >= log_filter.since)
    if log_filter.until is not None:
        statement = statement.where(AuditEntry.at < log_filter.until)
    if log_filter.before is not None:
        statement = statement.where(AuditEntry.id < log_filter.before)
    return statement.order_by(AuditEntry.id.desc())

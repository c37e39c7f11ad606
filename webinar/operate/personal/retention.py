"""A session's retention: the organiser's choice, and the times of removal. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webinar.operate.personal.models import Retention
from webinar.room.cohorts.models import Invited
from webinar.room.rooms.models import Purged, Room, RoomState

DEFAULT_DAYS = 180
MOST_DAYS = 1095


@dataclass(frozen=True)
class Terms:
    """A choice in days after the end; `of` is its source: `room`, `cohort` or `default`."""

    attendance_days: int = DEFAULT_DAYS
    answers_days: int = DEFAULT_DAYS
    of: str = "default"


@dataclass(frozen=True)
class Due:
    """The times at which a session's data is due for removal and was removed.

    While the session has not ended, the `_at` times are None.
    """

    terms: Terms
    attendance_at: datetime | None
    answers_at: datetime | None
    attendance_gone: datetime | None
    answers_gone: datetime | None

    def parts(self, now: datetime) -> list[str]:
        """Return the parts that are due for removal: `attendance`, `answers`."""
        both = (
            ("attendance", self.attendance_at, self.attendance_gone),
            ("answers", self.answers_at, self.answers_gone),
        )
        return [name for name, at, gone in both if at is not None and at <= now and gone is None]


def terms_of(db: Session, room: Room) -> Terms:
    """Return the choice for the session, or else for its cohort, or else the default."""
    cohort_id = select(Invited.cohort_id).where(Invited.room_id == room.id).scalar_subquery()
    choices = select(Retention).where(
        or_(Retention.room_id == room.id, Retention.cohort_id == cohort_id)
    )
    # The session's own choice comes first.
    choice = db.scalars(choices.order_by(Retention.room_id.is_(None))).first()
    if choice is None:
        return Terms()
    of = "cohort" if choice.room_id is None else "room"
    return Terms(choice.attendance_days, choice.answers_days, of)


def cohort_terms(db: Session, cohort_id: int) -> Terms:
    """Return the choice for a cohort's sessions, or else the default."""
    choice = db.scalar(select(Retention).filter_by(cohort_id=cohort_id))
    if choice is None:
        return Terms()
    return Terms(choice.attendance_days, choice.answers_days, "cohort")


def due_of(db: Session, room: Room) -> Due:
    """Return when the session's data is due for removal, and when it was removed."""
    terms, purged = terms_of(db, room), db.get(Purged, room.id)
    ended_at = room.ended_at if room.state is RoomState.ENDED else None

    def after(days: int) -> datetime | None:
        return None if ended_at is None else ended_at + timedelta(days=days)

    return Due(
        terms,
        after(terms.attendance_days),
        after(terms.answers_days),
        None if purged is None else purged.attendance_at,
        None if purged is None else purged.answers_at,
    )


def rooms_with_data(db: Session) -> Sequence[Room]:
    """Return ended sessions whose data has not all been removed, the oldest first."""
    rooms = (
        select(Room)
        .outerjoin(Purged, Purged.room_id == Room.id)
        .where(
            Room.state == RoomState.ENDED,
            or_(
                Purged.room_id.is_(None),
                Purged.attendance_at.is_(None),
                Purged.answers_at.is_(None),
            ),
        )
    )
    return db.scalars(rooms.order_by(Room.ended_at, Room.id)).all()

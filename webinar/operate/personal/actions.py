"""Sets how long data is kept. No Flask, no commit."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.text import whole_number
from webinar.operate.personal.models import Retention
from webinar.operate.personal.retention import MOST_DAYS
from webinar.people.accounts.models import User
from webinar.people.audit.actions import note
from webinar.room.cohorts.models import Cohort
from webinar.room.rooms.models import Room


def days_typed(typed: str) -> int:
    """Return the typed number of days. Refused: `days_invalid`."""
    days = whole_number(typed.strip(), MOST_DAYS)
    if days is None:
        raise Refused("days_invalid")
    return days


def keep_for(db: Session, target: Room | Cohort, by: User, attendance: int, answers: int) -> None:
    """Set the days after the end for which data of a session, or a cohort's sessions, is kept."""
    key = {"room_id": target.id} if isinstance(target, Room) else {"cohort_id": target.id}
    choice = db.scalar(select(Retention).filter_by(**key))
    if choice is None:
        choice = Retention(**key)
        db.add(choice)
    choice.attendance_days, choice.answers_days = attendance, answers
    choice.changed_by, choice.changed_at = by.id, clock.now()
    db.flush()
    note(db, "retention.changed", by.id, **key, attendance=attendance, answers=answers)


def inherit(db: Session, room: Room, by: User) -> None:
    """Delete the session's own choice, so that the choice for its cohort holds again."""
    choice = db.scalar(select(Retention).filter_by(room_id=room.id))
    if choice is not None:
        db.delete(choice)
        note(db, "retention.changed", by.id, room_id=room.id, inherits=True)

"""Cohorts to which the server sends letters by itself: allowed, claimed, tried again. No commit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit import clock, outbox
from webinar.people.accounts.models import User
from webinar.people.audit.actions import note
from webinar.room.cohorts.actions import locked
from webinar.room.cohorts.dates import Dates, codes_with_new_dates
from webinar.room.cohorts.models import AutomaticLetters, Cohort

# New dates wait for so long without another change, so that several edits make one letter.
SETTLING = timedelta(minutes=5)
# Sending takes less. After that, another process takes over.
LEASE = timedelta(minutes=5)
LONGEST_WAIT = timedelta(minutes=30)


def allow(db: Session, user: User, cohort_id: int, newest: Dates) -> None:
    """Let the server send letters to this cohort by itself; nothing happens if it may already.

    People whose letters are outdated now get the `newest` dates as if those had just changed.
    Refused: `unknown_cohort`.
    """
    cohort, now = locked(db, cohort_id), clock.now()
    if automatic_of(db, cohort) is not None:
        return
    db.add(
        AutomaticLetters(
            cohort_id=cohort_id,
            by_user_id=user.id,
            since=now,
            dates=dict(newest),
            dates_at=now,
            next_at=now,
        )
    )
    note(db, "letters.allowed", user.id, cohort_id=cohort_id)


def stop(db: Session, user: User, cohort_id: int) -> None:
    """Let the server send no more letters to this cohort by itself. Refused: `unknown_cohort`."""
    row = automatic_of(db, locked(db, cohort_id))
    if row is not None:
        db.delete(row)
        note(db, "letters.stopped", user.id, cohort_id=cohort_id)


def automatic_of(db: Session, cohort: Cohort) -> AutomaticLetters | None:
    row: AutomaticLetters | None = db.get(AutomaticLetters, cohort.id)
    return row


def due(db: Session, now: datetime) -> Sequence[AutomaticLetters]:
    """Return the cohorts that no process is working on, and that need not wait for a retry."""
    query = select(AutomaticLetters).where(AutomaticLetters.next_at <= now)
    return db.scalars(query.order_by(AutomaticLetters.cohort_id)).all()


def has_new_dates(row: AutomaticLetters, newest: Dates) -> bool:
    return bool(codes_with_new_dates(row.dates, newest))


def is_settled(row: AutomaticLetters, now: datetime) -> bool:
    return row.dates_at + SETTLING <= now


def see(db: Session, cohort_id: int, newest: Dates) -> None:
    """Note that dates have changed, and when; letters wait until no more changes come."""
    row = db.get(AutomaticLetters, cohort_id, with_for_update=True)
    if row is not None and has_new_dates(row, newest):
        row.dates, row.dates_at = dict(newest), clock.now()


def claim(db: Session, cohort_id: int) -> bool:
    """Claim the cohort's letters for this process, unless another has or a change just came."""
    now = clock.now()
    rows = outbox.claim(
        db,
        select(AutomaticLetters).where(
            AutomaticLetters.cohort_id == cohort_id,
            AutomaticLetters.next_at <= now,
            AutomaticLetters.dates_at <= now - SETTLING,
        ),
        now + LEASE,
    )
    return bool(rows)


def settle(db: Session, cohort_id: int, error: str) -> None:
    """Release the cohort. After an `error`, the next try comes later each time."""
    row, now = db.get(AutomaticLetters, cohort_id), clock.now()
    if row is None:
        return
    row.error = error
    if error:
        outbox.put_off(row, now, LONGEST_WAIT)
    else:
        row.tries, row.next_at = 0, now

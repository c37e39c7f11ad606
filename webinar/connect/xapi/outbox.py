"""The queue of statements: claiming some to send, and recording their outcomes. No commit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from webinar.connect.xapi.models import ERROR_LENGTH, Sending, Statement, StatementMark
from webinar.connect.xapi.record_store import Fate, QueuedStatement
from webinar.kit import outbox

BATCH = 50
MARK = "all"
# Written out, so that the query planner uses their indexes: it does not see bound values.
IS_WAITING, IS_FAILED = text("state = 'waiting'"), text("state = 'failed'")
# No other process takes a claimed statement for this long: more than a batch can last.
LEASE = timedelta(minutes=20)
LONGEST_WAIT = timedelta(hours=6)


def claim(db: Session, at: datetime) -> list[QueuedStatement]:
    """Return some due statements, the oldest first; no other process takes them for a while."""
    due = (
        select(Statement)
        .where(IS_WAITING, Statement.next_at <= at)
        .order_by(Statement.next_at, Statement.queued_at, Statement.id)
        .limit(BATCH)
    )
    return [QueuedStatement(row.id, row.body) for row in outbox.claim(db, due, at + LEASE)]


def settle(db: Session, fates: Mapping[str, Fate], at: datetime) -> None:
    """Record the outcomes. Statements of people who have been erased since have no row."""
    for row in db.scalars(select(Statement).where(Statement.id.in_(list(fates)))):
        fate = fates[row.id]
        row.error = fate.why[:ERROR_LENGTH]
        if fate.is_sent:
            row.state = Sending.SENT
        elif fate.is_final:
            row.state = Sending.FAILED
        else:
            outbox.put_off(row, at, LONGEST_WAIT)


def counts(db: Session) -> tuple[int, int]:
    """Return the number waiting, and the number that the store will never take."""
    waiting, failed = (
        db.scalar(select(func.count()).select_from(Statement).where(state)) or 0
        for state in (IS_WAITING, IS_FAILED)
    )
    return waiting, failed


def last_error(db: Session, *, failed: bool) -> str:
    """Return the store's error for a failed statement, or for a waiting one; empty if none."""
    state = IS_FAILED if failed else IS_WAITING
    query = select(Statement.error).where(state, Statement.error != "")
    return db.scalar(query.order_by(Statement.next_at.desc()).limit(1)) or ""


def retry_now(db: Session, at: datetime) -> None:
    """Retry all waiting statements now, instead of at the time of their next try."""
    outbox.retry_now(db, Statement, at, IS_WAITING)


def retry_failed(db: Session, at: datetime) -> int:
    """Retry failed statements, as after a repair of the store; return their number."""
    ids = db.scalars(select(Statement.id).where(IS_FAILED)).all()
    failed = update(Statement).where(IS_FAILED)
    db.execute(failed.values(state=Sending.WAITING, next_at=at))
    return len(ids)


def mark(db: Session) -> StatementMark | None:
    """Return the mark of the last collection; None if there was none."""
    return db.get(StatementMark, MARK)


def set_mark(db: Session, at: datetime, entry: int) -> None:
    row = mark(db) or StatementMark(name=MARK)
    row.at, row.entry = at, entry
    db.add(row)

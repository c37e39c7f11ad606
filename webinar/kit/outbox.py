"""Rows that wait to be sent to another server: claimed, sent, or tried again. No commit.

A row is due at its `next_at`. A claim puts `next_at` off for as long as sending may last. Until
then no other process sends the row; after that, another process takes over if the first is gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, TextClause, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from webinar.kit.db import Instant

FIRST_WAIT = timedelta(minutes=1)


class Outgoing:
    """The columns of such a row; its model inherits them. `tries` counts the tries since the last
    success."""

    tries: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime | None] = mapped_column(Instant)


Row = TypeVar("Row", bound=Outgoing)


def claim(db: Session, due: Select[Row], lease: datetime) -> Sequence[Row]:
    """Claim these rows for this process until `lease`; skip rows that another is claiming now."""
    rows = db.scalars(due.with_for_update(skip_locked=True)).all()
    for row in rows:
        row.tries, row.next_at = row.tries + 1, lease
    return rows


def put_off(row: Outgoing, at: datetime, longest: timedelta) -> None:
    """Try the row again a minute after its first try, then after twice as long each time."""
    row.next_at = at + min(longest, FIRST_WAIT * 2 ** min(row.tries - 1, 12))


def retry_now(
    db: Session, model: type[Outgoing], at: datetime, *which: ColumnElement[bool] | TextClause
) -> None:
    """Try these rows now instead of at their next try.

    A row that another process is sending may be sent twice; its receiver must count it once.
    """
    db.execute(update(model).where(model.next_at > at, *which).values(next_at=at))

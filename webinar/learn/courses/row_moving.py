"""Moving rows of a guest to the learner that they turned out to be, and back.

The tables have a `learner_id`, and a `key` that is unique for the learner, by which a form counts
once. No Flask, no commit.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from webinar.kit.db import Base
from webinar.learn.courses.models import Learner


def take_over(db: Session, table: type[Base], guest: Learner, target: Learner) -> list[int]:
    """Move the guest's rows, and return their ids; those with a key of the target's stay."""
    columns = table.__table__.c
    keys = set(db.scalars(select(columns.key).where(columns.learner_id == target.id)))
    rows = db.execute(
        select(columns.id, columns.key).where(columns.learner_id == guest.id).order_by(columns.id)
    )
    moved = [row_id for row_id, key in rows if key not in keys]
    _move(db, table, guest, target, moved)
    return moved


def give_back(
    db: Session, table: type[Base], guest: Learner, target: Learner, moved: Iterable[int]
) -> None:
    """Move these rows back, as far as they still exist."""
    _move(db, table, target, guest, moved)


def _move(
    db: Session, table: type[Base], source: Learner, to: Learner, row_ids: Iterable[int]
) -> None:
    columns = table.__table__.c
    belong = (columns.learner_id == source.id, columns.id.in_(list(row_ids)))
    db.execute(update(table).where(*belong).values(learner_id=to.id))

"""Moving a guest's questions to the organisers to the learner that they turned out to be, and back.

No Flask, no commit.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.learn.courses.models import Learner
from webinar.learn.inquiries.models import Inquiry


def take_over(db: Session, guest: Learner, target: Learner) -> list[int]:
    """Move the guest's questions, and return their ids; those with a key of the target's stay."""
    keys = set(db.scalars(select(Inquiry.key).filter_by(learner_id=target.id)))
    moved = []
    for inquiry in db.scalars(select(Inquiry).filter_by(learner_id=guest.id)).all():
        if inquiry.key not in keys:
            moved.append(inquiry.id)
            inquiry.learner_id = target.id
    db.flush()
    return moved


def give_back(db: Session, guest: Learner, target: Learner, moved: Iterable[int]) -> None:
    """Move these questions back, as far as they still exist."""
    rows = select(Inquiry).where(Inquiry.learner_id == target.id, Inquiry.id.in_(list(moved)))
    for inquiry in db.scalars(rows).all():
        inquiry.learner_id = guest.id
    db.flush()

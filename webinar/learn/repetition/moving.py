"""Moving a guest's repetitions to the learner that they turned out to be, and back.

No Flask, no commit.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.learn.courses.models import Learner
from webinar.learn.repetition.models import RepeatAnswer


def take_over(db: Session, guest: Learner, target: Learner) -> list[int]:
    """Move the guest's answers, and return their ids; those with a key of the target's stay."""
    keys = set(db.scalars(select(RepeatAnswer.key).filter_by(learner_id=target.id)))
    moved = []
    for answer in db.scalars(select(RepeatAnswer).filter_by(learner_id=guest.id)).all():
        if answer.key not in keys:
            moved.append(answer.id)
            answer.learner_id = target.id
    db.flush()
    return moved


def give_back(db: Session, guest: Learner, target: Learner, moved: Iterable[int]) -> None:
    """Move these answers back, as far as they still exist."""
    rows = select(RepeatAnswer).where(
        RepeatAnswer.learner_id == target.id, RepeatAnswer.id.in_(list(moved))
    )
    for answer in db.scalars(rows).all():
        answer.learner_id = guest.id
    db.flush()

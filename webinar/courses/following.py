"""What other features do once a learner has done something in a course. No Flask, no commit."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar import features
from webinar.courses.models import Course, Learner


def follow_deed(db: Session, course: Course, learner: Learner) -> None:
    """To be called in the transaction that keeps what was done, once it is flushed."""
    for feature in features.every():
        if feature.after_deed is not None:
            feature.after_deed(db, course, learner)

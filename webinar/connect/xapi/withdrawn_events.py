"""Finds statements that a learner lost because a guest was matched or unmatched. Reads only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webinar.connect.xapi.models import Statement
from webinar.connect.xapi.statements import Actor, Event
from webinar.learn.courses.models import JoinedLearner, Learner
from webinar.learn.exams.models import ExamAttempt
from webinar.learn.study.models import SlideProgress, StudyAnswer

_KINDS = ("began", "slide", "answer", "test", "completed")


def withdrawn_events(db: Session, learners: Sequence[Learner]) -> list[Event]:
    """Return an event without a body for each topic that is no longer a learner's.

    Slides missing from a newer edition keep their statements.
    """
    ids = [learner.id for learner in learners]
    joined = set(
        db.scalars(select(JoinedLearner.learner_id).where(JoinedLearner.learner_id.in_(ids)))
    )
    own_topics = set(_topics(db, [learner for learner in learners if learner.id not in joined]))
    query = select(Statement.topic, Statement.learner_id).where(
        Statement.learner_id.in_(ids),
        Statement.voided_at.is_(None),
        or_(*(Statement.topic.like(f"{kind}:%") for kind in _KINDS)),
    )
    return [
        Event(topic, (), Actor("", learner_id), None)
        for topic, learner_id in db.execute(query.order_by(Statement.topic))
        if topic not in own_topics
    ]


def _topics(db: Session, learners: Sequence[Learner]) -> Iterator[str]:
    """Yield the topics of these learners' work, as `learning_events` names them."""
    ids = [learner.id for learner in learners]
    for learner in learners:
        yield f"began:{learner.id}"
        if learner.completed_at is not None:
            yield f"completed:{learner.id}"
    query = select(SlideProgress.learner_id, SlideProgress.slide)
    is_done = SlideProgress.learner_id.in_(ids) & SlideProgress.done_at.is_not(None)
    for learner_id, slide in db.execute(query.where(is_done)):
        yield f"slide:{learner_id}:{slide}"
    answers = select(StudyAnswer.learner_id, StudyAnswer.key)
    for learner_id, key in db.execute(answers.where(StudyAnswer.learner_id.in_(ids))):
        yield f"answer:{learner_id}:{key}"
    for row in db.scalars(select(ExamAttempt).where(ExamAttempt.learner_id.in_(ids))):
        yield f"test:{row.learner_id}:{row.part}:{row.number}"

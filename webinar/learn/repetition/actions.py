"""Stores the answers to questions that are asked again. No Flask, no commit."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy.orm import Session

from webinar.content.lessons.model import Slide
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import is_open
from webinar.learn.repetition.models import RepeatAnswer
from webinar.learn.repetition.queries import find_repeat, repetition_of
from webinar.learn.study import answering
from webinar.learn.study.wire import Answer
from webinar.live.polls.right_answers import is_answer_right


def keep_repeat(
    db: Session,
    course: Course,
    learner: Learner,
    slide: Slide,
    key: str,
    answer: Answer,
    zone: str,
    at: datetime | None = None,
) -> None:
    """Store an answer to a question that is due; one with a stored key changes nothing.

    `at` is when it was given, if that was not now. The learner must be locked, so that two devices
    cannot both answer what is due once. Refused: `course_closed`; `not_due` if the question is not
    due (any more), or the course does not ask it; the codes of `answering.check`.
    """
    if find_repeat(db, learner, key) is not None:
        return
    now = clock.now()
    at = at or now
    if not is_open(course, at):
        raise Refused("course_closed")
    if slide.id not in repetition_of(db, course, learner, zone, at).due:
        raise Refused("not_due")
    answer = answering.clean(answer)
    answering.check(slide, answer)
    db.add(
        RepeatAnswer(
            learner_id=learner.id,
            key=key,
            item=slide.id,
            answer=msgspec.to_builtins(answer),
            is_right=bool(is_answer_right(slide.poll, answer)),
            answered_at=at,
        )
    )
    learner.seen_at = now
    db.flush()

"""Which questions a learner is to repeat, and when. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import module_of_course
from webinar.learn.repetition.models import RepeatAnswer
from webinar.learn.repetition.schedule import (
    Interval,
    Outcome,
    due_days,
    intervals_of,
    pause_after,
    study_day,
)
from webinar.learn.study.models import StudyAnswer
from webinar.learn.study.queries import marked_quizzes
from webinar.learn.study.studied_slides import studied_slides


class Repetition(NamedTuple):
    """The questions `due` now in the order of the course, the next `day` and its `day_count`.

    `day` is None if no further question is scheduled. `days` has the day from which each question
    is due that is still to be repeated. `pauses` has, for each of these questions, the days after
    which it returns if the next answer is right, or 0 if it does not return then.
    """

    days: Mapping[str, date]
    due: list[str]
    day: date | None
    day_count: int
    pauses: Mapping[str, int]


def repetition_of(
    db: Session, course: Course, learner: Learner, zone: str, now: datetime | None = None
) -> Repetition:
    """Return what the learner is to repeat of the course as it is, by days in this zone.

    `now` is another instant to judge by than the present one.
    """
    intervals = intervals_of_learner(db, learner)
    days = _due_days(course, intervals, zone)
    today = study_day(now or clock.now(), zone)
    later = [day for day in days.values() if day > today]
    day = min(later, default=None)
    due = [item for item, due_day in days.items() if due_day <= today]
    pauses = {item: pause_after(intervals[item].number + 1) for item in days}
    return Repetition(days, due, day, later.count(day) if day else 0, pauses)


def find_repeat(db: Session, learner: Learner, key: str) -> RepeatAnswer | None:
    return db.scalar(select(RepeatAnswer).filter_by(learner_id=learner.id, key=key))


def intervals_of_learner(db: Session, learner: Learner) -> Mapping[str, Interval]:
    """Return the interval of each question that the learner first answered wrongly."""
    tries = [
        Outcome(item, bool(is_right), at)
        for item, is_right, at in db.execute(
            select(StudyAnswer.item, StudyAnswer.is_right, StudyAnswer.answered_at)
            .where(StudyAnswer.learner_id == learner.id, StudyAnswer.is_right.is_not(None))
            .order_by(StudyAnswer.answered_at, StudyAnswer.id)
        )
    ]
    if all(attempt.is_right for attempt in tries):
        return {}
    repeats = [
        Outcome(item, is_right, at)
        for item, is_right, at in db.execute(
            select(RepeatAnswer.item, RepeatAnswer.is_right, RepeatAnswer.answered_at)
            .where(RepeatAnswer.learner_id == learner.id)
            .order_by(RepeatAnswer.answered_at, RepeatAnswer.id)
        )
    ]
    return intervals_of(tries, repeats)


def _due_days(course: Course, intervals: Mapping[str, Interval], zone: str) -> Mapping[str, date]:
    days = due_days(intervals, zone)
    # A question that the present edition does not ask stays away until an edition asks it.
    quizzes = marked_quizzes(studied_slides(module_of_course(course)))
    return {item: days[item] for item in quizzes if item in days}

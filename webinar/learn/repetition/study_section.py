"""What the learner is to repeat today, on their page of the course and at the end of a round."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import is_open, module_of_course
from webinar.learn.repetition.queries import repetition_of
from webinar.learn.study import contents
from webinar.learn.study.times import reader_zone

TEMPLATE = "learn/repetition/study.html"


def home_context(db: Session, course: Course, learner: Learner) -> dict[str, Any]:
    """Return `repetition` and `repetition_minutes`, about what the questions that are due take.

    `repetition` is None while the course is not open, because nothing is stored then.
    """
    if not is_open(course, clock.now()):
        return {"repetition": None}
    repetition = repetition_of(db, course, learner, reader_zone())
    seconds = contents.times(course.edition, module_of_course(course), learner.language)
    return {
        "repetition": repetition,
        "repetition_minutes": contents.minutes(seconds[item] for item in repetition.due),
    }


round_context = home_context

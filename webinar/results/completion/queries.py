"""Reading a course's completion rule, and a learner's work in the course. Writes nothing."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.learn.courses.models import Course, Learner
from webinar.results.completion.course_work import work_done
from webinar.results.completion.models import CompletionRule
from webinar.results.completion.rules import Terms, WorkDone


def terms_of(db: Session, course: Course) -> Terms:
    """Return the course's requirements; empty if no rule was set."""
    row = db.get(CompletionRule, course.id)
    if row is None:
        return Terms()
    return Terms(row.slides, row.quizzes, row.mark, row.must_pass, row.minutes, row.counts)


def done_in(db: Session, course: Course, learner: Learner) -> WorkDone:
    """Return all of one learner's work in the course."""
    return work_done(db, course, [learner])[learner.id]

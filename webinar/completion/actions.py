"""Setting when a course is complete, and saying of learners that they completed it.

No Flask, no commit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar import clock
from webinar.audit.actions import note
from webinar.completion.doings import done_of
from webinar.completion.models import CompletionRule
from webinar.completion.queries import terms_of
from webinar.completion.rules import Terms, is_complete, judge
from webinar.courses.models import Course, Learner


def set_rule(db: Session, course: Course, user_id: int, terms: Terms) -> int:
    """What completes the course from now on; how many have completed it by that.

    Whoever has completed it already stays so, however much more the new rule asks for.
    """
    rule = db.get(CompletionRule, course.id)
    if rule is None:
        rule = CompletionRule(course_id=course.id)
        db.add(rule)
    rule.slides, rule.quizzes, rule.mark = terms.slides, terms.quizzes, terms.mark
    rule.must_pass, rule.minutes, rule.counts = terms.must_pass, terms.minutes, terms.counts
    rule.changed_by, rule.changed_at = user_id, clock.now()
    db.flush()
    note(
        db,
        "completion_rule.set",
        user_id,
        cohort_id=course.cohort_id,
        course=course.id,
        slides=terms.slides,
        quizzes=terms.quizzes,
        mark=terms.mark,
        must_pass=terms.must_pass,
        minutes=terms.minutes,
        counts=terms.counts.value,
    )
    return settle_all(db, course)


def settle(db: Session, course: Course, learner: Learner) -> bool:
    """Say that the learner has completed the course, if they just did; whether they have.

    Called by whatever may complete it: something studied, a test handed in. It is said once, at the
    time it is first seen, and never taken back.
    """
    if learner.completed_at is None:
        _settle(db, course, [learner], terms_of(db, course))
    return learner.completed_at is not None


def settle_all(db: Session, course: Course) -> int:
    """The same for all learners of the course, after a session or another rule; how many new."""
    open_ones = select(Learner).filter_by(course_id=course.id, completed_at=None)
    return _settle(db, course, db.scalars(open_ones).all(), terms_of(db, course))


def _settle(db: Session, course: Course, learners: Sequence[Learner], terms: Terms) -> int:
    if not terms.asks or not learners:
        return 0
    # Slides and quizzes are cheap to look at, and mostly something of them is missing.
    cheap = replace(terms, mark=None, must_pass=False, minutes=None)
    found = done_of(db, course, learners, with_tests=False, with_live=False, in_turns=False)
    near = [one for one in learners if not judge(cheap, found[one.id])]
    if near and terms != cheap:
        tests, live = terms.asks_tests, terms.asks_live
        found = done_of(db, course, near, with_tests=tests, with_live=live, in_turns=False)
    complete = [one for one in near if is_complete(terms, found[one.id])]
    for one in complete:
        one.completed_at = clock.now()
    db.flush()
    return len(complete)

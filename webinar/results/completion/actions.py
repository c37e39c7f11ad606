"""Setting the completion rule of a course, and recording which learners have completed it.

No Flask, no commit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from webinar.kit import clock, concurrency
from webinar.kit.db import Database
from webinar.kit.parts import in_parts
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import learners_of
from webinar.people.audit.actions import note
from webinar.results.completion.course_work import work_done
from webinar.results.completion.models import CompletionRule
from webinar.results.completion.queries import terms_of
from webinar.results.completion.rules import Terms, is_complete, judge

# So that other writers do not wait long for one transaction.
_LEARNERS_PER_WRITE = 200


def set_rule(db: Session, course: Course, user_id: int, terms: Terms) -> None:
    """Set the rule that completes the course from now on; `settle_everybody` applies it.

    Learners who have already completed the course stay complete, even if the new rule is stricter.
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


def settle(db: Session, course: Course, learner: Learner) -> bool:
    """Record that the learner has completed the course, if so; return whether they have.

    The feature's hook `after_deed` calls this after each action of a learner. A completion is
    recorded once, when it is first noticed, and never taken back.
    """
    if learner.completed_at is None and _completing_learners(
        db, course, [learner], terms_of(db, course), in_turns=False
    ):
        _record_completions(db, [learner.id])
        db.refresh(learner, ["completed_at"])
    return learner.completed_at is not None


def settle_everybody(database: Database, course_id: int) -> int:
    """Settle all learners of the course; return the number of new completions.

    Learners are judged in turns, outside the transactions that record completions, so that neither
    the event loop nor other writers wait for thousands of learners.
    """
    with database.read() as db:
        course = db.get_one(Course, course_id, options=[joinedload(Course.edition)])
        learners = [learner for learner in learners_of(db, course) if learner.completed_at is None]
        ids = [
            learner.id
            for learner in _completing_learners(db, course, learners, terms_of(db, course))
        ]
    count = 0
    for some_ids in in_parts(ids, _LEARNERS_PER_WRITE):
        count += database.write(partial(_record_completions, ids=some_ids))
        concurrency.sleep(0)
    return count


def _record_completions(db: Session, ids: Sequence[int]) -> int:
    """Record that these learners have completed the course now; return their number.

    Learners whose completion was recorded meanwhile keep its time. Rows are always locked in the
    same order, so that no deadlock occurs.
    """
    incomplete_learners = select(Learner).where(Learner.id.in_(ids), Learner.completed_at.is_(None))
    learners = db.scalars(
        incomplete_learners.order_by(Learner.id).with_for_update(),
        execution_options={"populate_existing": True},
    ).all()
    for learner in learners:
        learner.completed_at = clock.now()
    db.flush()
    return len(learners)


def _completing_learners(
    db: Session,
    course: Course,
    learners: Sequence[Learner],
    terms: Terms,
    *,
    in_turns: bool = True,
) -> list[Learner]:
    if not terms.has_requirements or not learners:
        return []
    # Slides and quizzes are cheap to check, and usually some of them are missing.
    cheap_terms = replace(terms, mark=None, must_pass=False, minutes=None)
    work = work_done(db, course, learners, with_tests=False, with_live=False, in_turns=in_turns)
    candidates = [learner for learner in learners if not judge(cheap_terms, work[learner.id])]
    if candidates and terms != cheap_terms:
        tests, live = terms.asks_tests, terms.asks_live
        work = work_done(
            db, course, candidates, with_tests=tests, with_live=live, in_turns=in_turns
        )
    return [learner for learner in candidates if is_complete(terms, work[learner.id])]

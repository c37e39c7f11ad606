"""Changes the attempts of learners and the rules of tests. No Flask, no commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar import features
from webinar.content.editions.content import module_of
from webinar.content.editions.models import Edition
from webinar.content.lessons.model import Module
from webinar.kit import clock
from webinar.kit.db import upsert
from webinar.kit.errors import Refused
from webinar.kit.tokens import new_token
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import is_open, module_of_course
from webinar.learn.exams import drawing, queries
from webinar.learn.exams.models import ExamAnswer, ExamAttempt, ExamRule
from webinar.learn.exams.rules import Rule, TestResult
from webinar.live.assessment.plan import Item, Pair, Role, TestPlan, find_pair
from webinar.people.accounts.models import User
from webinar.people.audit.actions import note


def begin(db: Session, course: Course, learner: Learner, part: str, language: str) -> ExamAttempt:
    """Return the learner's open attempt; begin one if there is none.

    Refused: `course_closed`, `unknown_test`, `pre_test_over`, `test_done`, `no_attempt_left`,
    `cooling_down`.
    """
    _lock(db, learner)
    under_way = queries.open_attempt(db, learner, part)
    if under_way is not None:
        return under_way
    now = clock.now()
    _check_open(course, now)
    module = module_of_course(course)
    pair, test = _find(module, part)
    results = queries.results_of(db, course, learner)
    _check_pre_test(pair, test, results)
    _check_may_begin(results[part], now)
    rule, earlier = results[part].rule, queries.attempts_of(db, learner, part)
    seed = new_token()
    before = [key for attempt in earlier for key in attempt.asked]
    attempt = ExamAttempt(
        learner_id=learner.id,
        part=part,
        number=earlier[-1].number + 1 if earlier else 1,
        edition_id=course.edition_id,
        seed=seed,
        asked=drawing.draw(module, test, seed, draws=rule.draws, before=before),
        language=language,
        began_at=now,
    )
    db.add(attempt)
    learner.seen_at = now
    db.flush()
    return attempt


def answer(
    db: Session,
    course: Course,
    learner: Learner,
    part: str,
    number: int,
    options_by_slide: Mapping[str, Sequence[str]],
    language: str,
) -> ExamAttempt:
    """Keep the chosen options, given by the id of the slide asked; they replace earlier choices.

    If one answer is refused, none is kept. An answer without options is withdrawn. Refused:
    `course_closed`, `unknown_test`, `test_not_begun`, `attempt_over`, `pre_test_over`,
    `unknown_item`, `one_choice_only`, `matched_twice`, `unknown_option`.
    """
    attempt, versions = _attempt_under_way(db, course, learner, part, number)
    now = clock.now()
    rows, withdrawn = [], []
    for slide_id, options in options_by_slide.items():
        if slide_id not in attempt.asked or slide_id not in versions:
            raise Refused("unknown_item")
        chosen = _checked_options(versions[slide_id], options)
        if chosen:
            row = {"attempt_id": attempt.id, "asked": slide_id, "options": chosen}
            rows.append(row | {"language": language, "answered_at": now})
        else:
            withdrawn.append(slide_id)
    if rows:
        upsert(db, ExamAnswer, rows, update=["options", "language", "answered_at"])
    answers = queries.answers_of(db, attempt)
    for slide_id in withdrawn:
        if slide_id in answers:
            db.delete(answers[slide_id])
    attempt.language = language
    learner.seen_at = now
    db.flush()
    return attempt


def hand_in(db: Session, course: Course, learner: Learner, part: str, number: int) -> ExamAttempt:
    """Mark the attempt; it never changes afterwards. Unanswered questions count as wrong.

    Refused: as in `answer`, and `test_empty`.
    """
    attempt, versions = _attempt_under_way(db, course, learner, part, number)
    answers = queries.answers_of(db, attempt)
    if not answers:
        raise Refused("test_empty")
    scored = [slide_id for slide_id in attempt.asked if versions[slide_id].right]
    for slide_id, row in answers.items():
        row.is_right = versions[slide_id].is_right(row.options) if slide_id in scored else None
    attempt.right_count = sum(
        answers[slide_id].is_right is True for slide_id in scored if slide_id in answers
    )
    attempt.scored_count = len(scored)
    attempt.handed_in_at = learner.seen_at = clock.now()
    db.flush()
    features.call(lambda feature: feature.after_deed, db, course, learner)
    return attempt


def set_rules(db: Session, user: User, course: Course, rules: Mapping[str, Rule]) -> None:
    """Set the rules by part. They also apply to attempts that were handed in before.

    Refused: `unknown_test`.
    """
    parts = {test.id for test in queries.tests_of_course(course)}
    if not rules.keys() <= parts:
        raise Refused("unknown_test")
    for part, rule in rules.items():
        row = db.get(ExamRule, (course.id, part))
        if row is None:
            row = ExamRule(course_id=course.id, part=part)
            db.add(row)
        row.pass_percent, row.attempts, row.draws = rule.pass_percent, rule.attempts, rule.draws
        row.cool_down = rule.cool_down // timedelta(minutes=1)
    db.flush()
    note(db, "course.tests", user.id, cohort_id=course.cohort_id, course=course.id)


def _lock(db: Session, learner: Learner) -> None:
    # One writer per learner, so that two pages that begin at once get the same attempt.
    db.execute(select(Learner.id).where(Learner.id == learner.id).with_for_update())


def _check_open(course: Course, now: datetime) -> None:
    if not is_open(course, now):
        raise Refused("course_closed")


def _find(module: Module, part: str) -> tuple[Pair, TestPlan]:
    pair_and_test = find_pair(module, part)
    if pair_and_test is None:
        raise Refused("unknown_test")
    return pair_and_test


def _check_pre_test(pair: Pair, test: TestPlan, results: Mapping[str, TestResult]) -> None:
    """Refuse a pre-test once its post-test has begun: the learner has seen the same questions."""
    if test.role is not Role.PRE or pair.post is None:
        return
    post = results.get(pair.post.id)
    if post is not None and (post.is_open or post.taken):
        raise Refused("pre_test_over")


def _check_may_begin(result: TestResult, now: datetime) -> None:
    if result.is_over:
        raise Refused(
            "test_done" if result.rule.pass_percent and result.passed else "no_attempt_left"
        )
    if result.next_at is not None and now < result.next_at:
        raise Refused("cooling_down")


def _attempt_under_way(
    db: Session, course: Course, learner: Learner, part: str, number: int
) -> tuple[ExamAttempt, dict[str, Item]]:
    """Return the open attempt of this number, and the questions of its own edition, by slide id."""
    _lock(db, learner)
    attempts = queries.attempts_of(db, learner, part)
    attempt = next((attempt for attempt in attempts if attempt.number == number), None)
    if attempt is None:
        raise Refused("test_not_begun")
    if attempt.handed_in_at is not None:
        raise Refused("attempt_over")
    _check_open(course, clock.now())
    module = module_of(db.get_one(Edition, attempt.edition_id))
    pair, test = _find(module, part)
    if test.role is Role.PRE:
        _check_pre_test(pair, test, queries.results_of(db, course, learner))
    return attempt, drawing.versions_of(module, test)


def _checked_options(item: Item, options: Sequence[str]) -> list[str]:
    refusal = item.why_not(options)
    if refusal is not None:
        raise refusal
    return item.ordered(options)

"""Reads tests that learners take alone. Other features call `result_of` and `results_of_all`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.parts import in_parts
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import module_of_course
from webinar.learn.exams.drawing import variants_of
from webinar.learn.exams.live_papers import Paper, members_of, papers
from webinar.learn.exams.models import ExamAnswer, ExamAttempt, ExamRule
from webinar.learn.exams.rules import DEFAULTS, Rule, TakenTest, TestResult, in_time
from webinar.live.assessment.plan import Role, TestPlan, find_pair, tests_of

# Well below the number of values that SQLite accepts in one statement.
_AT_ONCE = 5000


def tests_of_course(course: Course) -> list[TestPlan]:
    """Return the tests of the course's edition, in order."""
    return tests_of(module_of_course(course))


def rules_of(db: Session, course: Course) -> dict[str, Rule]:
    """Return the rule of each test of the course, by part."""
    rows = {row.part: row for row in db.scalars(select(ExamRule).filter_by(course_id=course.id))}
    return {test.id: rule_in(rows.get(test.id), test.role) for test in tests_of_course(course)}


def rule_in(row: ExamRule | None, role: Role) -> Rule:
    if row is None:
        return DEFAULTS[role]
    return Rule(row.pass_percent, row.attempts, timedelta(minutes=row.cool_down), row.draws)


def result_of(db: Session, course: Course, learner: Learner, part: str) -> TestResult:
    """Return this learner's result in the test of this part. Refused: `unknown_test`."""
    result = results_of(db, course, learner).get(part)
    if result is None:
        raise Refused("unknown_test")
    return result


def results_of(db: Session, course: Course, learner: Learner) -> dict[str, TestResult]:
    """Return a learner's results by part, in programme order, with tests that were not begun."""
    return results_of_all(db, course, [learner])[learner.id]


def results_of_all(
    db: Session, course: Course, learners: Collection[Learner]
) -> dict[int, dict[str, TestResult]]:
    """Return the results by learner id, then by part. Tests taken in live sessions count, too.

    The number of statements depends on the course's sessions, not on the number of learners.
    """
    rules = rules_of(db, course)
    if not rules:
        return {learner.id: {} for learner in learners}
    roles = {test.id: test.role for test in tests_of_course(course)}
    taken_tests: dict[tuple[int, str], list[TakenTest]] = defaultdict(list)
    began_at = {}
    for row in _attempts(db, [learner.id for learner in learners]):
        if row.handed_in_at is None:
            began_at[row.learner_id, row.part] = row.began_at
        else:
            counts = row.right_count or 0, row.scored_count or 0
            taken_tests[row.learner_id, row.part].append(
                TakenTest(row.number, *counts, row.handed_in_at)
            )
    learner_ids = members_of(db, course, learners)
    for paper in papers(db, course, learner_ids.keys()):
        taken_tests[learner_ids[paper.member_id], paper.test.id].append(_live_test(paper))
    return {
        learner.id: {
            part: TestResult(
                part,
                roles[part],
                rule,
                in_time(taken_tests.get((learner.id, part), ())),
                began_at.get((learner.id, part)),
            )
            for part, rule in rules.items()
        }
        for learner in learners
    }


def partner_of(course: Course, part: str) -> str | None:
    """Return the part of this pre-test's post-test; None for other tests or without a post-test."""
    pair_and_test = find_pair(module_of_course(course), part)
    if pair_and_test is None or pair_and_test[0].post is None or pair_and_test[1].role is Role.POST:
        return None
    return pair_and_test[0].post.id


def open_attempt(db: Session, learner: Learner, part: str) -> ExamAttempt | None:
    """Return the attempt that the learner has begun but not handed in, if there is one."""
    return db.scalar(
        select(ExamAttempt).filter_by(learner_id=learner.id, part=part, handed_in_at=None)
    )


def attempts_of(db: Session, learner: Learner, part: str) -> Sequence[ExamAttempt]:
    """Return all attempts of this learner at one test, in order."""
    query = select(ExamAttempt).filter_by(learner_id=learner.id, part=part)
    return db.scalars(query.order_by(ExamAttempt.number)).all()


def answers_of(db: Session, attempt: ExamAttempt) -> dict[str, ExamAnswer]:
    """Return the answers of an attempt, by the id of the slide that was asked."""
    query = select(ExamAnswer).filter_by(attempt_id=attempt.id)
    return {row.asked: row for row in db.scalars(query)}


def _attempts(db: Session, learner_ids: Sequence[int]) -> Sequence[ExamAttempt]:
    rows: list[ExamAttempt] = []
    for batch in in_parts(learner_ids, _AT_ONCE):
        rows += db.scalars(select(ExamAttempt).where(ExamAttempt.learner_id.in_(batch)))
    return rows


def _live_test(paper: Paper) -> TakenTest:
    scored = [item for item in paper.test.items if item.right]
    right = sum(
        item.is_right(paper.answers[item.key].options)
        for item in scored
        if item.key in paper.answers
    )
    return TakenTest(0, right, len(scored), paper.at)


def untaken_results(db: Session, course: Course) -> dict[str, TestResult]:
    """Return the results of a learner who has taken none of the course's tests."""
    roles = {test.id: test.role for test in tests_of_course(course)}
    return {
        part: TestResult(part, roles[part], rule) for part, rule in rules_of(db, course).items()
    }


def bank_of(course: Course, test: TestPlan) -> int:
    """Return the number of variants that the bank has for the questions of a test."""
    module = module_of_course(course)
    return sum(len(variants_of(module, item)) for item in test.items)

"""When a course is complete, in pure functions."""

import pytest

from webinar.results.completion.models import Counts
from webinar.results.completion.requirements import Missing, Requirement
from webinar.results.completion.rules import Terms, WorkDone, is_complete, judge

ALL_WORK = WorkDone(
    slides=10,
    of_slides=10,
    quizzes=4,
    of_quizzes=4,
    right=8,
    items=10,
    was_tested=True,
    is_passed=True,
    study_seconds=1800,
    live_minutes=30,
)


def but(**fields):
    return WorkDone(**{**ALL_WORK.__dict__, **fields})


def test_rule_without_requirements_completes_nothing():
    assert judge(Terms(), ALL_WORK) == []
    assert not is_complete(Terms(), ALL_WORK)


@pytest.mark.parametrize(
    ("terms", "done", "missing"),
    [
        (Terms(slides=80), but(slides=7), Missing(Requirement.SLIDES, 7, 8)),
        # A share of indivisible items is rounded up.
        (Terms(slides=75), but(slides=2, of_slides=3), Missing(Requirement.SLIDES, 2, 3)),
        (Terms(quizzes=100), but(quizzes=3), Missing(Requirement.QUIZZES, 3, 4)),
        (Terms(mark=70), but(right=6), Missing(Requirement.TEST, 60, 70)),
        (Terms(mark=70), but(was_tested=False), Missing(Requirement.TEST_OPEN, 0, 70)),
        (Terms(must_pass=True), but(is_passed=False), Missing(Requirement.NOT_PASSED, 80, 0)),
        (
            Terms(minutes=31, counts=Counts.LIVE),
            ALL_WORK,
            Missing(Requirement.LIVE_MINUTES, 30, 31),
        ),
        (
            Terms(minutes=30, counts=Counts.STUDY),
            but(study_seconds=1769),
            Missing(Requirement.STUDY_MINUTES, 29, 30),
        ),
        (Terms(minutes=61), ALL_WORK, Missing(Requirement.MINUTES, 60, 61)),
    ],
)
def test_missing_requirements_are_named_with_amounts(terms, done, missing):
    assert judge(terms, done) == [missing]
    assert not is_complete(terms, done)


@pytest.mark.parametrize(
    "terms",
    [
        Terms(slides=100),
        Terms(quizzes=100),
        Terms(mark=80, must_pass=True),
        Terms(minutes=60),
        Terms(minutes=30, counts=Counts.LIVE),
        Terms(minutes=30, counts=Counts.STUDY),
        Terms(100, 100, 80, True, 60, Counts.BOTH),
    ],
)
def test_learner_who_meets_the_rule_has_completed_the_course(terms):
    assert is_complete(terms, ALL_WORK)


def test_quizzes_and_tests_that_do_not_exist_are_not_missing():
    nothing = but(of_quizzes=0, quizzes=0, items=0, right=0, was_tested=False, is_passed=False)

    assert is_complete(Terms(quizzes=100, mark=70, must_pass=True), nothing)


def test_study_replaces_live_minutes_only_if_the_rule_counts_both():
    only_study = but(live_minutes=0, study_seconds=3600)

    assert not is_complete(Terms(minutes=60, counts=Counts.LIVE), only_study)
    assert is_complete(Terms(minutes=60, counts=Counts.BOTH), only_study)

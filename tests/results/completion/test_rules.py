"""When a course is complete: pure."""

import pytest

from webinar.results.completion.lacking import Missing, What
from webinar.results.completion.models import Counts
from webinar.results.completion.rules import Done, Terms, is_complete, judge

ALL = Done(
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
    return Done(**{**ALL.__dict__, **fields})


def test_a_rule_that_asks_for_nothing_completes_nothing():
    assert judge(Terms(), ALL) == []
    assert not is_complete(Terms(), ALL)


@pytest.mark.parametrize(
    ("terms", "done", "missing"),
    [
        (Terms(slides=80), but(slides=7), Missing(What.SLIDES, 7, 8)),
        # A share of what cannot be halved is rounded up.
        (Terms(slides=75), but(slides=2, of_slides=3), Missing(What.SLIDES, 2, 3)),
        (Terms(quizzes=100), but(quizzes=3), Missing(What.QUIZZES, 3, 4)),
        (Terms(mark=70), but(right=6), Missing(What.TEST, 60, 70)),
        (Terms(mark=70), but(was_tested=False), Missing(What.TEST_OPEN, 0, 70)),
        (Terms(must_pass=True), but(is_passed=False), Missing(What.NOT_PASSED, 80, 0)),
        (
            Terms(minutes=31, counts=Counts.LIVE),
            ALL,
            Missing(What.LIVE_MINUTES, 30, 31),
        ),
        (
            Terms(minutes=30, counts=Counts.STUDY),
            but(study_seconds=1769),
            Missing(What.STUDY_MINUTES, 29, 30),
        ),
        (Terms(minutes=61), ALL, Missing(What.MINUTES, 60, 61)),
    ],
)
def test_what_is_missing_is_told_with_how_much(terms, done, missing):
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
def test_whoever_does_all_that_is_asked_has_completed_it(terms):
    assert is_complete(terms, ALL)


def test_what_there_is_none_of_cannot_be_missed():
    nothing = but(of_quizzes=0, quizzes=0, items=0, right=0, was_tested=False, is_passed=False)

    assert is_complete(Terms(quizzes=100, mark=70, must_pass=True), nothing)


def test_live_minutes_and_those_of_study_do_not_stand_for_each_other_unless_asked_together():
    only_study = but(live_minutes=0, study_seconds=3600)

    assert not is_complete(Terms(minutes=60, counts=Counts.LIVE), only_study)
    assert is_complete(Terms(minutes=60, counts=Counts.BOTH), only_study)

"""The rules that decide whether a test is passed, is over, or may be taken again."""

from datetime import UTC, datetime, timedelta

import pytest

from webinar.learn.exams import rules
from webinar.learn.exams.rules import Rule, TakenTest
from webinar.live.assessment.plan import Role

NOON = datetime(2030, 1, 15, 12, tzinfo=UTC)


def make_taken_tests(*rights, scored=10):
    return tuple(
        TakenTest(number, right, scored, NOON + timedelta(hours=number))
        for number, right in enumerate(rights, 1)
    )


def result_of(*rights, scored=10, pass_percent=70, attempts=3, began_at=None):
    rule = Rule(pass_percent, attempts, timedelta(minutes=30))
    return rules.TestResult(
        "post", Role.POST, rule, make_taken_tests(*rights, scored=scored), began_at
    )


def test_a_percentage_is_rounded_down_so_that_a_fail_never_looks_like_a_pass():
    result = result_of(139, scored=200)

    assert (result.percent, result.passed) == (69, False)
    assert result_of(140, scored=200).passed


def test_the_earlier_of_two_equal_attempts_counts():
    assert result_of(5, 7, 7).best.number == 2


def test_a_test_is_passed_when_the_mark_is_first_reached():
    assert result_of(5, 7, 9).passed_at == NOON + timedelta(hours=2)


@pytest.mark.parametrize(
    ("rights", "rule", "is_over", "left"),
    [
        ((), {}, False, 3),
        ((5,), {}, False, 2),
        ((5, 7), {}, True, 0),
        ((5, 5, 5), {}, True, 0),
        ((5, 5, 5, 5, 5), {"attempts": 0}, False, None),
        ((5, 5, 7), {"attempts": 0}, True, 0),
        ((5,), {"attempts": 0, "pass_percent": None}, True, 0),
        ((5,), {"attempts": 2, "pass_percent": None}, False, 1),
        ((5, 5), {"attempts": 2, "pass_percent": None}, True, 0),
    ],
)
def test_a_test_is_over_when_passed_or_out_of_attempts(rights, rule, is_over, left):
    result = result_of(*rights, **rule)

    assert (result.is_over, result.attempts_left) == (is_over, left)
    assert (result.next_at is None) == (is_over or not rights)


def test_an_open_attempt_counts_as_used_and_keeps_the_test_open():
    result = result_of(5, 5, began_at=NOON)

    assert (result.attempts_left, result.is_over, result.next_at) == (0, False, None)


def test_a_test_without_right_answers_is_passed_by_handing_it_in():
    result = result_of(0, scored=0)

    assert (result.percent, result.passed) == (0, True)


def test_answers_of_a_pre_test_are_hidden_until_the_post_test_is_over():
    pre = result_of(5, pass_percent=None, attempts=1)

    assert rules.shows_answers(pre, None)
    assert not rules.shows_answers(pre, result_of(5))
    assert rules.shows_answers(pre, result_of(8))
    assert not rules.shows_answers(pre, result_of(8, began_at=NOON))

"""Judging a certificate: the rule's requirements, the person's work, and what is missing."""

import pytest

from webinar.results.certificates.earning import Record, Terms, half_hours, judge, total_of
from webinar.results.completion.requirements import Missing, Requirement

HOUR_MINUTES = 60
FULL_RECORD = Record(HOUR_MINUTES, HOUR_MINUTES, 3, 3, 5, 5)


def test_person_who_meets_the_rule_has_earned_a_certificate():
    assert judge(Terms(100, 100, 100), FULL_RECORD) == []


@pytest.mark.parametrize(
    ("record", "lacks"),
    [
        (Record(47, HOUR_MINUTES, 3, 3, 5, 5), Missing(Requirement.TIME, 47, 48)),
        (Record(HOUR_MINUTES, HOUR_MINUTES, 1, 3, 5, 5), Missing(Requirement.POLLS, 1, 2)),
        (Record(HOUR_MINUTES, HOUR_MINUTES, 3, 3, 2, 5), Missing(Requirement.TEST, 40, 60)),
        (
            Record(HOUR_MINUTES, HOUR_MINUTES, 3, 3, 0, 5, was_tested=False),
            Missing(Requirement.TEST_OPEN, 0, 60),
        ),
        (Record(0, HOUR_MINUTES, 3, 3, 5, 5, is_absent=True), Missing(Requirement.ABSENT, 0, 0)),
    ],
)
def test_missing_requirements_are_named(record, lacks):
    assert judge(Terms(80, 60, 60), record) == [lacks]


def test_unset_requirements_are_not_missing():
    record = Record(1, HOUR_MINUTES, 0, 3, 0, 5)

    assert judge(Terms(), record) == []
    assert {missing.requirement for missing in judge(Terms(80, 60, 60), record)} == {
        Requirement.TIME,
        Requirement.POLLS,
        Requirement.TEST,
    }


def test_polls_and_tests_that_did_not_exist_are_not_missing():
    assert judge(Terms(80, 100, 100), Record(HOUR_MINUTES, HOUR_MINUTES)) == []


def test_required_share_is_rounded_up_to_whole_items():
    assert judge(Terms(polls=67), Record(1, 1, 2, 3)) == [Missing(Requirement.POLLS, 2, 3)]
    assert judge(Terms(polls=66), Record(1, 1, 2, 3)) == []


def test_sessions_of_a_series_add_up():
    first = Record(HOUR_MINUTES, HOUR_MINUTES, 3, 3, 5, 5)
    second = Record(10, HOUR_MINUTES, 0, 3, 1, 5)

    both = total_of([first, second])

    assert both == Record(70, 120, 3, 6, 6, 10)
    assert judge(Terms(50, 50, 60), both) == []
    assert judge(Terms(60), both) == [Missing(Requirement.TIME, 70, 72)]


@pytest.mark.parametrize(
    ("minutes", "hours"),
    [(1, 0.5), (30, 0.5), (44, 0.5), (45, 1), (90, 1.5), (104, 1.5), (600, 10)],
)
def test_hours_are_rounded_to_the_half(minutes, hours):
    assert half_hours(minutes) == hours

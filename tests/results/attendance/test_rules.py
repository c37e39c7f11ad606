"""How the rule judges the measured attendance."""

from datetime import timedelta

import pytest

from webinar.kit import clock
from webinar.kit.intervals import Presence, Stretch
from webinar.results.attendance.models import Correction, Status
from webinar.results.attendance.rules import (
    DEFAULT,
    Frame,
    Gap,
    Measured,
    Rule,
    judge,
    needed_minutes,
    outcome_of,
    status_of,
)
from webinar.room.engine.models import Ending

BEGIN = clock.now().replace(microsecond=0)


def at(minute):
    return BEGIN + timedelta(minutes=minute)


def frame(minutes=60, planned=60, polls=3):
    return Frame(BEGIN, at(minutes), planned, polls)


def was_there(*stretches, **fields):
    return Measured(Presence(tuple(Stretch(at(a), at(b)) for a, b in stretches)), **fields)


@pytest.mark.parametrize(
    "minutes, status",
    [(0, Status.PARTLY), (47.49, Status.PARTLY), (47.5, Status.PRESENT), (60, Status.PRESENT)],
)
def test_share_is_of_the_planned_minutes_in_whole_minutes(minutes, status):
    assert judge(Rule(percent=80), was_there((0, minutes)), frame()).status is status


def test_share_of_a_shorter_session_is_of_its_actual_length():
    assert judge(DEFAULT, was_there((0, 24)), frame(minutes=30)).status is Status.PRESENT


def test_share_of_a_longer_session_is_of_its_planned_length():
    assert judge(DEFAULT, was_there((0, 48)), frame(minutes=90)).status is Status.PRESENT


def test_person_who_was_never_there_is_absent_even_at_zero_percent():
    assert judge(Rule(percent=0), Measured(), frame()).status is Status.ABSENT


@pytest.mark.parametrize("answered, status", [(1, Status.PARTLY), (2, Status.PRESENT)])
def test_rule_can_ask_for_two_of_three_polls(answered, status):
    judged = judge(Rule(polls=2), was_there((0, 60), answered=answered), frame())

    assert judged.status is status


def test_rule_cannot_ask_for_more_polls_than_there_were():
    judged = judge(Rule(polls=5), was_there((0, 60), answered=3), frame(polls=3))

    assert (judged.status, judged.needed_polls) == (Status.PRESENT, 3)


def test_late_and_early_are_noted_beyond_the_allowed_minutes():
    punctual = judge(DEFAULT, was_there((10, 50)), frame())
    neither = judge(DEFAULT, was_there((10.1, 49.9)), frame())

    assert (punctual.is_late, punctual.left_early) == (False, False)
    assert (neither.is_late, neither.left_early) == (True, True)


def test_lost_connections_and_departures_are_counted_separately():
    gaps = [Gap(Stretch(at(10), at(12)), Ending.LEFT), Gap(Stretch(at(20), at(22)), Ending.LOST)]
    gaps.append(Gap(Stretch(at(30), at(31)), None))

    judged = judge(DEFAULT, was_there((0, 60), gaps=tuple(gaps)), frame())

    assert (judged.left, judged.lost, judged.returned) == (1, 2, 3)


@pytest.mark.parametrize("counts, status", [(True, Status.PRESENT), (False, Status.PARTLY)])
def test_later_study_counts_if_the_rule_says_so(counts, status):
    measured = was_there((0, 20), later_seconds=28 * 60)

    assert outcome_of(Rule(counts_later=counts), measured, frame(), None) == (status, 20, counts)


@pytest.mark.parametrize(
    "correction, status, is_later",
    [
        ({"status": Status.ABSENT}, Status.ABSENT, False),
        ({"status": Status.PRESENT}, Status.PRESENT, False),
        ({"minutes": 10}, Status.PARTLY, False),
        ({"minutes": 30}, Status.PRESENT, True),
        ({"minutes": 50}, Status.PRESENT, False),
    ],
)
def test_later_study_is_named_only_if_it_made_the_final_status(correction, status, is_later):
    measured = was_there((0, 20), later_seconds=28 * 60)

    outcome = outcome_of(Rule(counts_later=True), measured, frame(), Correction(**correction))

    assert (outcome[0], outcome[2]) == (status, is_later)


def test_status_by_later_study_alone_is_noted_even_without_due_minutes():
    rule, measured = Rule(percent=0, counts_later=True), Measured(later_seconds=600)

    assert status_of(rule, measured, frame()) == (Status.PRESENT, True)


def test_nobody_attends_a_session_that_has_not_started():
    unheld = Frame(None, BEGIN, 60, 0)

    assert judge(DEFAULT, Measured(), unheld).status is Status.ABSENT
    assert needed_minutes(DEFAULT, unheld) == 0

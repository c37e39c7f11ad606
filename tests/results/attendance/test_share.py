"""The share of a session that somebody attended is the same figure everywhere."""

from datetime import UTC, datetime, timedelta

import pytest

from webinar.results.attendance.share import due_minutes, session_share

BEGIN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lasted", "due"), [(0, 0), (29, 0), (30 * 60, 30), (60 * 60, 60), (75 * 60, 60)]
)
def test_due_minutes_are_the_lesser_of_planned_and_actual(lasted, due):
    assert due_minutes(BEGIN, BEGIN + timedelta(seconds=lasted), 60) == due


def test_all_planned_minutes_are_due_while_the_end_is_unknown():
    assert due_minutes(BEGIN, None, 60) == due_minutes(None, None, 60) == 60


def test_no_minutes_are_due_in_a_cancelled_session():
    assert due_minutes(None, BEGIN, 60) == 0


@pytest.mark.parametrize(
    ("minutes", "share"), [(0, 0), (1, 1), (47, 78), (48, 80), (59, 98), (60, 100), (75, 100)]
)
def test_share_is_rounded_down_and_at_most_100_percent(minutes, share):
    assert session_share(minutes, 60) == share


def test_share_is_unknown_when_nothing_is_due():
    assert session_share(60, 0) is None

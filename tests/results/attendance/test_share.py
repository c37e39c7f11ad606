"""The share of a session that somebody attended is one figure, wherever it stands."""

from datetime import UTC, datetime, timedelta

import pytest

from webinar.results.attendance.share import due_minutes, session_share

BEGIN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lasted", "due"), [(0, 0), (29, 0), (30 * 60, 30), (60 * 60, 60), (75 * 60, 60)]
)
def test_what_is_due_is_planned_or_what_there_was_of_it(lasted, due):
    assert due_minutes(BEGIN, BEGIN + timedelta(seconds=lasted), 60) == due


def test_all_that_is_planned_is_due_while_no_end_is_known():
    assert due_minutes(BEGIN, None, 60) == due_minutes(None, None, 60) == 60


def test_nothing_is_due_of_a_session_that_was_called_off():
    assert due_minutes(None, BEGIN, 60) == 0


@pytest.mark.parametrize(
    ("minutes", "share"), [(0, 0), (1, 1), (47, 78), (48, 80), (59, 98), (60, 100), (75, 100)]
)
def test_a_share_is_rounded_down_and_at_most_everything(minutes, share):
    assert session_share(minutes, 60) == share


def test_of_nothing_there_is_no_share():
    assert session_share(60, 0) is None

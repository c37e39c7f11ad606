"""When questions return: the pure rule."""

from datetime import UTC, date, datetime, timedelta

import pytest

from webinar.learn.repetition.schedule import Outcome, due_days, intervals_of, study_day

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MONDAY = NOON.date()


def outcome(is_right, day, item="which"):
    return Outcome(item, is_right, NOON + timedelta(days=day))


def due_after(tries, repeats=(), zone="UTC"):
    """The days from Monday after which the question is due; None if it is not."""
    due = due_days(intervals_of(tries, repeats), zone).get("which")
    return None if due is None else (due - MONDAY).days


@pytest.mark.parametrize(
    ("repeats", "due"),
    [
        ([], 1),
        ([(True, 1)], 1 + 3),
        ([(True, 1), (True, 4)], 4 + 7),
        ([(True, 1), (True, 4), (True, 11)], None),
        ([(True, 1), (False, 4)], 4 + 1),
        ([(True, 1), (True, 4), (False, 30)], 31),
        ([(False, 1), (True, 2)], 2 + 3),
        # Somebody who returns late waits from then on.
        ([(True, 20)], 20 + 3),
    ],
)
def test_question_returns_after_growing_intervals_and_starts_anew_when_wrong(repeats, due):
    assert due_after([outcome(False, 0)], [outcome(*repeat) for repeat in repeats]) == due


@pytest.mark.parametrize(
    ("tries", "due"),
    [
        ([True], None),
        ([True, False], None),
        ([False, True], 1),
        ([False, False], 1),
    ],
)
def test_only_the_first_try_decides(tries, due):
    assert due_after([outcome(is_right, n / 24) for n, is_right in enumerate(tries)]) == due


def test_repeats_of_a_question_that_was_right_at_first_are_ignored():
    """An answer given offline arrives late and turns out to be the first one."""
    assert due_after([outcome(True, 0)], [outcome(False, 1)]) is None


def test_questions_have_days_of_their_own():
    tries = [outcome(False, 0), outcome(False, 2, "other")]

    days = due_days(intervals_of(tries, [outcome(True, 1)]), "UTC")

    assert days == {"which": date(2026, 3, 6), "other": date(2026, 3, 5)}


@pytest.mark.parametrize(
    ("hour", "zone", "day"),
    [
        # 23:30 and 3:30 in Almaty are one evening; at 4:00 a new day begins.
        (18.5, "Asia/Almaty", 2),
        (22.5, "Asia/Almaty", 2),
        (23, "Asia/Almaty", 3),
        (3.9, "UTC", 1),
        (4, "UTC", 2),
        (8.9, "America/New_York", 1),
        (12, "no/such zone", 2),
    ],
)
def test_day_begins_at_four_in_the_learners_time_zone(hour, zone, day):
    instant = datetime(2026, 3, 2, tzinfo=UTC) + timedelta(hours=hour)

    assert study_day(instant, zone) == date(2026, 3, day)


def test_another_time_zone_does_not_lose_a_repetition():
    """A right answer moves a question on wherever the next page is opened."""
    tries, repeats = [outcome(False, 0)], [Outcome("which", True, NOON + timedelta(hours=12))]

    for zone in ("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"):
        assert due_after(tries, repeats, zone) in (3, 4)

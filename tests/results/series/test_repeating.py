"""Repeating at the same local time, across clock changes and months of all lengths."""

from datetime import UTC, datetime

import pytest

from webinar.kit.errors import Refused
from webinar.results.series.repeating import Frequency, occurrences, times_typed

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


def instants(day, time, zone, every, times):
    return [occurrence.instant for occurrence in occurrences(day, time, zone, every, times, NOW)]


def test_weekly_repetition_keeps_local_time_across_a_clock_change():
    starts = instants("2027-03-23", "09:30", "Europe/London", Frequency.WEEK, 2)

    assert starts == [
        datetime(2027, 3, 23, 9, 30, tzinfo=UTC),
        datetime(2027, 3, 30, 8, 30, tzinfo=UTC),
    ]


def test_every_two_weeks_is_fourteen_days():
    starts = instants("2027-01-05", "09:30", "Asia/Almaty", Frequency.FORTNIGHT, 3)

    assert [instant.date().isoformat() for instant in starts] == [
        "2027-01-05",
        "2027-01-19",
        "2027-02-02",
    ]


def test_monthly_repetition_uses_the_last_day_of_shorter_months():
    starts = instants("2026-12-31", "09:30", "Asia/Almaty", Frequency.MONTH, 4)

    days = [instant.date().isoformat() for instant in starts]
    assert days == ["2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31"]


def test_skipped_local_time_is_moved_past_the_gap_and_marked():
    starts = occurrences("2027-03-21", "02:30", "Europe/Vienna", Frequency.WEEK, 3, NOW)

    assert [occurrence.is_moved for occurrence in starts] == [False, True, False]
    # 02:30 at the winter offset is 03:30 in summer.
    assert starts[1].instant == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert starts[2].instant == datetime(2027, 4, 4, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        (("", "", "Asia/Almaty", Frequency.WEEK, 2), "time_invalid"),
        (("2020-01-01", "10:00", "Asia/Almaty", Frequency.WEEK, 2), "time_past"),
        (("2027-03-28", "02:30", "Europe/Vienna", Frequency.WEEK, 2), "time_skipped"),
        (("2027-01-01", "10:00", "Nowhere", Frequency.WEEK, 2), "time_zone_unknown"),
        (("2027-01-01", "10:00", "Asia/Almaty", Frequency.WEEK, 53), "times_invalid"),
        (("2027-01-01", "10:00", "Asia/Almaty", Frequency.WEEK, 0), "times_invalid"),
        (("9999-12-31", "10:00", "UTC", Frequency.WEEK, 2), "time_invalid"),
    ],
)
def test_invalid_input_is_refused(fields, code):
    with pytest.raises(Refused, match=code):
        occurrences(*fields, NOW)


@pytest.mark.parametrize("typed", ["", "four", "-1", "1.5", "1000", "²"])
def test_count_must_be_a_whole_number(typed):
    with pytest.raises(Refused, match="times_invalid"):
        times_typed(typed)

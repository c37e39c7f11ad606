"""Calendar files describe each zone that they name."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from webinar.kit.files import ics

STARTS = datetime(2026, 12, 31, 20, tzinfo=UTC)


def entry(zone, starts=STARTS):
    return ics.Entry("u@x", 1, "T", starts, 50, zone, "https://x.test/", is_cancelled=False)


def file_of(*entries):
    return Calendar.from_ical(ics.calendar("Name", entries, STARTS))


@pytest.mark.parametrize("zone", ["Asia/Almaty", "Asia/Kabul", "Europe/London", "GMT", "UTC"])
def test_named_zones_are_described(zone):
    for _ in range(2):
        calendar = file_of(entry(zone))
        assert not calendar.get_missing_tzids()
        assert next(iter(calendar.walk("VEVENT")))["DTSTART"].dt == STARTS


def test_each_zone_is_described_once_and_for_all_years():
    later = STARTS + timedelta(days=900)

    calendar = file_of(entry("Europe/Berlin"), entry("Asia/Almaty"), entry("Europe/Berlin", later))

    zones = {zone["TZID"]: zone for zone in calendar.walk("VTIMEZONE")}
    assert sorted(zones) == ["Asia/Almaty", "Europe/Berlin"]
    berlin = zones["Europe/Berlin"].to_tz(lookup_tzid=False)
    assert berlin.utcoffset(later.replace(tzinfo=None)) == timedelta(hours=2)


def test_empty_calendar_has_no_zones():
    assert list(file_of().walk("VTIMEZONE")) == []

"""The dates and times of a repeated session, in the local time of its zone.

No database, no Flask.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from webinar.kit.errors import Refused
from webinar.kit.text import whole_number
from webinar.room.rooms.planning import planned_instant

# A year of weekly sessions.
MOST_TIMES = 52


class Frequency(StrEnum):
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"


class Occurrence(NamedTuple):
    """A time of a session. `is_moved`: clocks skip the typed time that day, so it begins later."""

    instant: datetime
    is_moved: bool = False


def occurrences(
    day: str, time: str, zone: str, frequency: Frequency, times: int, now: datetime
) -> Sequence[Occurrence]:
    """Return the times of `times` sessions, all at the same local time, beginning on `day`.

    A monthly session is on the same day of each month, or on the last day if a month is too short.
    Raises `Refused` with `times_invalid` or `time_invalid`, or as `planned_instant` does for the
    first session.
    """
    if not 1 <= times <= MOST_TIMES:
        raise Refused("times_invalid")
    first = planned_instant(day, time, zone, now)
    if first is None:
        raise Refused("time_invalid")
    start = date.fromisoformat(day)
    later_occurrences = [
        _later_occurrence(_shifted_day(start, frequency, step), time, zone)
        for step in range(1, times)
    ]
    return [Occurrence(first), *later_occurrences]


def occurrences_typed(form: Mapping[str, str], now: datetime) -> Sequence[Occurrence]:
    """Return the times of a form that repeats a session.

    It sends `every`, `times`, `date`, `time` and `time_zone`. Raises `Refused` as `occurrences`
    does.
    """
    every = form.get("every", "")
    times = times_typed(form.get("times", ""))
    if every not in list(Frequency):
        raise Refused("times_invalid")
    day, time, zone = (form.get(name, "") for name in ("date", "time", "time_zone"))
    return occurrences(day, time, zone, Frequency(every), times, now)


def times_typed(typed: str) -> int:
    """Return the typed number of sessions. Raises `Refused` with `times_invalid`."""
    times = whole_number(typed.strip(), 999)
    if times is None:
        raise Refused("times_invalid")
    return times


def _shifted_day(start: date, frequency: Frequency, step: int) -> date:
    try:
        if frequency is not Frequency.MONTH:
            return start + timedelta(weeks=step * (2 if frequency is Frequency.FORTNIGHT else 1))
        months = start.month - 1 + step
        year, month = start.year + months // 12, months % 12 + 1
        return date(year, month, min(start.day, monthrange(year, month)[1]))
    except (OverflowError, ValueError) as error:
        raise Refused("time_invalid") from error


def _later_occurrence(day: date, time: str, zone: str) -> Occurrence:
    long_ago = datetime(1970, 1, 1, tzinfo=UTC)
    try:
        instant = planned_instant(day.isoformat(), time, zone, long_ago)
    except Refused as refusal:
        if refusal.code != "time_skipped":
            raise
        # Use the offset from before the gap, as calendars do (RFC 5545): an hour later.
        local = datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ZoneInfo(zone))
        return Occurrence(local.astimezone(UTC), is_moved=True)
    if instant is None:
        raise Refused("time_invalid")
    return Occurrence(instant)

"""The times of deeds that only a device's clock has measured. No database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from webinar.kit import clock
from webinar.learn.courses.models import Course
from webinar.learn.study.wire import Deeds, Read

# A course is closed at the instant `closes_at`, so its last open instant is one tick earlier.
_TICK = timedelta(milliseconds=1)


class DeviceClock:
    """The clock of a reporting device, corrected by how much it is off now.

    No deed can lie in the future, or before the course could be read. If the clock was wrong and
    was set right before the report, the lengths and order of the deeds are still right and are
    kept: if the clock was behind, the deeds are moved to begin with the course; if it was ahead,
    they are moved to end now, or when the course closed.
    """

    def __init__(self, course: Course, report: Deeds, now: datetime) -> None:
        self._now = now
        self._offset = now - instant(report.now)
        opened = course.opens_at or course.created_at
        self._first = max(course.created_at, min(opened, now))
        self._lag = self._first - min(map(self._corrected, begins(report)), default=self._first)
        last = now if course.closes_at is None else min(now, course.closes_at - _TICK)
        self._lead = max(map(self._corrected, _ends(report)), default=last) - last

    def at(self, millis: int) -> datetime:
        """Return the server's time for `millis` since 1970 by the device's clock."""
        at = self._corrected(millis)
        if at > self._now:
            return max(self._first, at - self._lead)
        return at if at >= self._first else min(self._now, at + self._lag)

    def _corrected(self, millis: int) -> datetime:
        try:
            return instant(millis) + self._offset
        except OverflowError:
            return self._now


def _ends(report: Deeds) -> Iterable[int]:
    return (deed.ended if isinstance(deed, Read) else deed.at for deed in report.deeds)


def begins(report: Deeds) -> Iterable[int]:
    """Return when each deed began, in milliseconds of the device's clock."""
    return (deed.began if isinstance(deed, Read) else deed.at for deed in report.deeds)


def now_millis() -> int:
    """Return the present time in milliseconds since 1970, as devices do."""
    return millis(clock.now())


def millis(at: datetime) -> int:
    """Return an instant in milliseconds since 1970, as devices do."""
    return round(at.timestamp() * 1000)


def instant(millis: int) -> datetime:
    """Return the instant of a device's milliseconds, or now if `datetime` cannot represent it."""
    try:
        return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=millis)
    except OverflowError:
        return clock.now()

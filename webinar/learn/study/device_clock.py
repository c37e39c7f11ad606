"""The time something was done, if only a device's clock knows it. No database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from webinar.kit import clock
from webinar.learn.courses.models import Course
from webinar.learn.study.wire import Deeds, Read

# The course is closed from its last instant on.
_TICK = timedelta(milliseconds=1)


class DeviceClock:
    """The clock of a reporting device, corrected by how much it is off now.

    Nothing was done in the future, nor before the course could be read. A clock that was wrong and
    was put right before the report still measured: its times keep their lengths and their order. If
    it was behind, they begin with the course; if it was ahead, they end now, or when the course
    closed.
    """

    def __init__(self, course: Course, told: Deeds, now: datetime) -> None:
        self._now = now
        self._offset = now - instant(told.now)
        opened = course.opens_at or course.created_at
        self._first = max(course.created_at, min(opened, now))
        self._lag = self._first - min(map(self._corrected, begins(told)), default=self._first)
        last = now if course.closes_at is None else min(now, course.closes_at - _TICK)
        self._lead = max(map(self._corrected, _ends(told)), default=last) - last

    def at(self, millis: int) -> datetime:
        """The time by our clock of `millis` since 1970 by the device's."""
        at = self._corrected(millis)
        if at > self._now:
            return max(self._first, at - self._lead)
        return at if at >= self._first else min(self._now, at + self._lag)

    def _corrected(self, millis: int) -> datetime:
        try:
            return instant(millis) + self._offset
        except OverflowError:
            return self._now


def _ends(told: Deeds) -> Iterable[int]:
    return (deed.ended if isinstance(deed, Read) else deed.at for deed in told.deeds)


def begins(told: Deeds) -> Iterable[int]:
    """When each deed began, by the device."""
    return (deed.began if isinstance(deed, Read) else deed.at for deed in told.deeds)


def now_millis() -> int:
    """Milliseconds since 1970, as devices count."""
    return round(clock.now().timestamp() * 1000)


def instant(millis: int) -> datetime:
    """The instant of a device's milliseconds, or now if no calendar has it."""
    try:
        return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=millis)
    except OverflowError:
        return clock.now()

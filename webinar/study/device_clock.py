"""When something was done, of which only a device's clock knows. No database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from webinar import clock
from webinar.courses.models import Course
from webinar.study.wire import Deeds, Read


class DeviceClock:
    """The clock of a device that tells something now, corrected by how much it is off.

    Nothing was done in the future, nor before the course could be read. A clock that was in the
    past, and was put right before it told, measured all the same: what it says begins with the
    course, and is as long and in the same order.
    """

    def __init__(self, course: Course, told: Deeds, now: datetime) -> None:
        self._now = now
        self._offset = now - _instant(told.now)
        opened = course.opens_at or course.created_at
        self._first = max(course.created_at, min(opened, now))
        self._lag = self._first - min(map(self._corrected, begins(told)), default=self._first)

    def at(self, millis: int) -> datetime:
        """That moment by our clock; milliseconds since 1970 by the device's."""
        at = self._corrected(millis)
        return min(self._now, at if at >= self._first else at + self._lag)

    def _corrected(self, millis: int) -> datetime:
        try:
            return _instant(millis) + self._offset
        except OverflowError:
            return self._now


def begins(told: Deeds) -> Iterable[int]:
    """When each deed began, by the device."""
    return (deed.began if isinstance(deed, Read) else deed.at for deed in told.deeds)


def _instant(millis: int) -> datetime:
    try:
        return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=millis)
    except OverflowError:
        return clock.now()

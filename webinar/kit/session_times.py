"""Instants of a session as milliseconds since it began. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

_MILLISECOND = timedelta(milliseconds=1)


class Times:
    """Converts instants. Before the start they count as the start, after the end as the end."""

    def __init__(self, begin: datetime, end: datetime) -> None:
        self._begin, self._end = begin, max(begin, end)

    @property
    def length(self) -> int:
        """The length of the session in milliseconds."""
        return (self._end - self._begin) // _MILLISECOND

    def of(self, at: datetime) -> int:
        """Return the milliseconds from the session's start to the instant."""
        return (min(max(at, self._begin), self._end) - self._begin) // _MILLISECOND

    def is_within(self, at: datetime) -> bool:
        return self._begin <= at <= self._end

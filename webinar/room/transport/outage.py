"""An outage of the message queue, logged once when it begins and once when it is over."""

from __future__ import annotations

import logging
import time

log = logging.getLogger(__name__)


class Outage:
    """An outage lasts from the first failure until every job that failed has worked again."""

    def __init__(self) -> None:
        self._failing: set[str] = set()
        self._since = 0.0

    @property
    def is_on(self) -> bool:
        return bool(self._failing)

    def note_failure(self, job: str, error: Exception) -> None:
        if not self._failing:
            self._since = time.monotonic()
            log.error("the message queue is away, processes do not hear each other: %s", error)
        self._failing.add(job)

    def note_success(self, job: str) -> None:
        if job not in self._failing:
            return
        self._failing.remove(job)
        if not self._failing:
            log.warning("the message queue is back after %.0f s", time.monotonic() - self._since)

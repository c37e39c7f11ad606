"""Places for heavy work: a few at once; callers who find all taken are sent away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from werkzeug.exceptions import ServiceUnavailable

from webinar.kit import concurrency

BUSY_SECONDS = 5


class Desks:
    """More work at once than there are places would hold up those who are live."""

    def __init__(self, places: int) -> None:
        self._free = places
        self._lock = concurrency.lock()

    @contextmanager
    def place(self) -> Iterator[None]:
        """Raises `ServiceUnavailable` at once if none is free: nobody waits for a slow one."""
        with self._lock:
            if not self._free:
                raise ServiceUnavailable(retry_after=BUSY_SECONDS)
            self._free -= 1
        try:
            yield
        finally:
            with self._lock:
                self._free += 1

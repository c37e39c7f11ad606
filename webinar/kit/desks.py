"""Places for heavy work: a few at once; a caller who finds all of them taken is refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from werkzeug.exceptions import ServiceUnavailable

from webinar.kit import concurrency

BUSY_SECONDS = 5


class Desks:
    """A number of places for heavy work: more of it at once would hold up live sessions."""

    def __init__(self, places: int) -> None:
        self._free = places
        self._lock = concurrency.lock()

    @contextmanager
    def place(self) -> Iterator[None]:
        """Take a place; raise `ServiceUnavailable` at once, without waiting, if none is free."""
        with self._lock:
            if not self._free:
                raise ServiceUnavailable(retry_after=BUSY_SECONDS)
            self._free -= 1
        try:
            yield
        finally:
            with self._lock:
                self._free += 1

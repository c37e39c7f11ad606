"""Turns to write to SQLite, and how long each may wait for another process.

Within this process writers wait for each other here. Only another program (a command, a backup,
somebody's shell) can make them meet a lock of the database, which may last arbitrarily long.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from webinar.kit import concurrency, slices
from webinar.kit.errors import Refused

# Clients wait 5 seconds for an answer. A mere look at the lock takes this long.
LOOK_SECONDS = 0.1
# The finding of the last try counts as true for this long.
KNOWN_SECONDS = 5.0


class WriteTurns:
    def __init__(self) -> None:
        self._lock = concurrency.lock()
        self._locked_at: float | None = None

    @contextmanager
    def take(self, longest_seconds: float, *, in_haste: bool) -> Iterator[float]:
        """Take a turn; yield the seconds, up to `longest_seconds`, to wait for other processes.

        Raises `Refused("try_again", retryable=True)` if the last try found the database locked
        while this one waited for its turn: if all waited again, one after the other, their clients
        would give up first. `in_haste` is for writes whose client sends them again; other writes
        (forms, imports, purges) have waited their full time before they are refused.
        """
        asked_at = time.monotonic()
        with self._lock, slices.writing():
            yield self._patience(asked_at, longest_seconds, in_haste=in_haste)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Take a turn for work that is not a transaction."""
        with self._lock:
            yield

    def note_try(self, *, locked: bool) -> None:
        """Note whether this turn's try met a lock."""
        self._locked_at = time.monotonic() if locked else None

    def _patience(self, asked_at: float, longest_seconds: float, *, in_haste: bool) -> float:
        now = time.monotonic()
        if self._locked_at is None or now - self._locked_at > KNOWN_SECONDS:
            return longest_seconds
        if in_haste and self._locked_at < asked_at:
            return min(LOOK_SECONDS, longest_seconds)
        remaining = 0.0 if in_haste else longest_seconds - (now - asked_at)
        if remaining <= 0:
            raise Refused("try_again", retryable=True)
        return remaining

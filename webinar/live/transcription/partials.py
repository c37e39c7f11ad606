"""Slows down the texts that are no lines yet: readers on slow links get the newest, and few."""

from __future__ import annotations

import time
from collections.abc import Callable

from webinar.kit import concurrency

# In seconds between two texts in one language of a session.
PAUSE_SECONDS = 1.0

Key = tuple[int, str]
Send = Callable[[], None]


class Partials:
    """Sends at most one text in each pause; a newer text replaces the one that waits."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = concurrency.sleep,
        spawn: Callable[..., None] = concurrency.spawn,
    ) -> None:
        self._clock, self._sleep, self._spawn = clock, sleep, spawn
        self._lock = concurrency.lock()
        self._sent_at: dict[Key, float] = {}
        self._waiting: dict[Key, Send] = {}

    def put(self, key: Key, send: Send) -> None:
        """Send this now, or after the pause unless something newer comes before."""
        with self._lock:
            pause = self._sent_at.get(key, -PAUSE_SECONDS) + PAUSE_SECONDS - self._clock()
            is_awaited = key in self._waiting
            if pause > 0:
                self._waiting[key] = send
                if not is_awaited:
                    self._spawn(self._send_later, key, pause)
                return
            self._sent_at[key] = self._clock()
        send()

    def drop(self, key: Key) -> None:
        """Forget the text that waits: a whole line has come instead."""
        with self._lock:
            if key in self._waiting:
                self._waiting[key] = _nothing

    def _send_later(self, key: Key, pause: float) -> None:
        self._sleep(pause)
        with self._lock:
            send = self._waiting.pop(key)
            self._sent_at[key] = self._clock()
            self._forget_old()
        send()

    def _forget_old(self) -> None:
        limit = self._clock() - 60 * PAUSE_SECONDS
        for key in [key for key, at in self._sent_at.items() if at < limit]:
            del self._sent_at[key]


def _nothing() -> None:
    """Stands in for a text that is void."""

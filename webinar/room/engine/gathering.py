"""Decides how long commands that can wait gather before their batch begins.

A commit costs as much for one vote as for ten. Votes that come while a commit is running share the
next one by themselves; votes that come one by one, close together, share one only if the first of
them waits a moment for the others.
"""

from __future__ import annotations

import time

from webinar.kit import concurrency

# The longest that a command waits for others, from its arrival.
GATHER_SECONDS = 0.008
# Others are near if commands come, on average, at most this far apart: then at least one more is
# expected within the wait.
NEAR_SECONDS = 0.004
# A silence this long is a new beginning: nothing before it says when the next command comes.
SILENCE_SECONDS = 0.1
# The part of the newest interval in the average. After a silence, some thirty commands come close
# together before one waits.
_NEWEST = 1 / 8
# A batch of this many has little to gain from more.
ENOUGH = 50
# Rooms whose pace is kept before silent ones are forgotten.
ROOMS = 64


class _Pace:
    """When the last command that can wait came to a room, and how far apart they come, in s."""

    __slots__ = ("interval", "last_at")

    def __init__(self, now: float) -> None:
        self.last_at = now
        self.interval = SILENCE_SECONDS

    def note(self, now: float) -> None:
        gap, self.last_at = now - self.last_at, now
        if gap >= SILENCE_SECONDS:
            self.interval = SILENCE_SECONDS
        else:
            self.interval += (gap - self.interval) * _NEWEST


class Paces:
    """The pace at which commands that can wait come to each room of this process."""

    def __init__(self) -> None:
        self._paces: dict[int, _Pace] = {}

    def __len__(self) -> int:
        return len(self._paces)

    def note(self, room_id: int) -> float:
        """Note that such a command came now; return the monotonic time until which it may wait."""
        now = time.monotonic()
        pace = self._paces.get(room_id)
        if pace is None:
            if len(self._paces) >= ROOMS:
                self._forget_silent(now)
            self._paces[room_id] = _Pace(now)
            return now
        pace.note(now)
        return now + GATHER_SECONDS if pace.interval <= NEAR_SECONDS else now

    def _forget_silent(self, now: float) -> None:
        for room_id, pace in list(self._paces.items()):
            if now - pace.last_at >= SILENCE_SECONDS:
                del self._paces[room_id]


class Gathering:
    """The wait of one room's next batch. `add` and `end` need the queue's lock."""

    __slots__ = ("_bell", "_until")

    def __init__(self) -> None:
        # The time until which the first waiting job may wait; None if a waiting job cannot wait.
        self._until: float | None = None
        self._bell = concurrency.bell()

    def add(self, waiting_count: int, may_wait_until: float | None) -> None:
        """Note the newest of the waiting jobs. One that cannot wait ends the wait of all."""
        if waiting_count == 1:
            self._until = may_wait_until
        elif may_wait_until is None or waiting_count >= ENOUGH:
            self._until = None
        if self._until is None:
            self._bell.set()

    def seconds(self) -> float:
        """Return how long to `wait` before the batch is taken; 0 if its turn is now."""
        until = self._until
        return 0.0 if until is None else max(0.0, until - time.monotonic())

    def wait(self, seconds: float) -> None:
        """Wait for these seconds, or until a job ends the wait."""
        self._bell.wait(seconds)

    def end(self) -> None:
        """Note that the batch is taken. Jobs that it left have waited already."""
        self._until = None
        self._bell.clear()

"""A loop on a clock of its own: events happen at their times, and waiting takes no time."""

import heapq
import itertools
import time

from webinar.kit import concurrency
from webinar.room.engine import room_queue

# No multiple of the time between two votes in the tests, so that rounding decides no order.
COMMIT_SECONDS = 0.0031


class SimulatedLoop:
    """Runs a room's queue; each commit takes `COMMIT_SECONDS`, during which events go on.

    `waits` are the seconds that batches were told to wait; `batches` the jobs of each batch, with
    the time at which its commit began.
    """

    def __init__(self, monkeypatch):
        self.now = float(int(time.monotonic()))
        self.began = self.now
        self.waits, self.batches = [], []
        self._events, self._numbers = [], itertools.count()
        self._commit = room_queue.commit
        monkeypatch.setattr(time, "monotonic", lambda: self.now)
        monkeypatch.setattr(
            concurrency, "spawn", lambda work, *args: self.at(self.now, work, *args)
        )
        monkeypatch.setattr(concurrency, "bell", lambda: SimulatedBell(self))
        monkeypatch.setattr(room_queue, "commit", self._commit_slowly)

    def at(self, when, work, *arguments):
        heapq.heappush(self._events, (when, next(self._numbers), work, arguments))

    def later(self, seconds, work, *arguments):
        """Have the work done this long after the beginning."""
        self.at(self.began + seconds, work, *arguments)

    def run(self):
        """Run all events."""
        self.run_until(float("inf"))

    def run_until(self, end, is_over=lambda: False):
        while self._events and self._events[0][0] <= end and not is_over():
            when, _, work, arguments = heapq.heappop(self._events)
            self.now = max(self.now, when)
            work(*arguments)
        if end < float("inf") and not is_over():
            self.now = max(self.now, end)

    def _commit_slowly(self, db, room_id, jobs, *rest):
        self.batches.append((self.now - self.began, list(jobs)))
        settled = self._commit(db, room_id, jobs, *rest)
        self.run_until(self.now + COMMIT_SECONDS)
        return settled


class SimulatedBell:
    def __init__(self, loop):
        self._loop, self._is_set = loop, False

    def set(self):
        self._is_set = True

    def clear(self):
        self._is_set = False

    def wait(self, seconds):
        self._loop.waits.append(seconds)
        self._loop.run_until(self._loop.now + seconds, lambda: self._is_set)

"""The heartbeat of all links: one greenlet, where the library has two timers and one for each."""

from __future__ import annotations

import logging
import time
from collections import deque
from typing import Any

from webinar.kit import concurrency
from webinar.room.transport.direct import DirectLink

log = logging.getLogger(__name__)

BEAT_SECONDS = 0.2
EARLY = 0.95


class Heart:
    """Pings each link an interval after the last time, and closes those that stay silent."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        # In the order in which they are due, because all wait equally long.
        self._due: deque[tuple[float, DirectLink]] = deque()

    def add(self, link: DirectLink) -> None:
        """Care for this link from now on, until it is closed."""
        self._due.append((time.monotonic() + self._engine.ping_interval, link))

    def run(self) -> None:
        """Beat for as long as the process lives."""
        while True:
            concurrency.sleep(BEAT_SECONDS)
            self.beat(time.monotonic())

    def beat(self, now: float) -> None:
        """Ping the links that are due."""
        while self._due and self._due[0][0] <= now:
            due_at, link = self._due.popleft()
            try:
                if self._lives(link, due_at):
                    link.ping()
            except Exception:
                log.exception("a link could not be pinged")
            if link.closed:
                self._engine.sockets.pop(link.sid, None)
            else:
                self._due.append((now + self._engine.ping_interval, link))

    def _lives(self, link: DirectLink, due_at: float) -> bool:
        if link.closed:
            return False
        # Looked at once in an interval: a moment early rather than nearly an interval late.
        allowed = self._engine.ping_interval + self._engine.ping_timeout * EARLY
        # Not until now: if that is much later, it is we who stood still, and an answer may have
        # come that is not read yet. The next look finds a client that is gone.
        if due_at - link.heard_at > allowed:
            link.close(wait=False, reason=self._engine.reason.PING_TIMEOUT)
            return False
        return True

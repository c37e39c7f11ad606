"""The heartbeat of all links, in one greenlet; the library needs timers for each link."""

from __future__ import annotations

import logging
import time
from collections import deque
from typing import Any

from webinar.kit import concurrency
from webinar.room.transport.direct import DirectLink

log = logging.getLogger(__name__)

BEAT_SECONDS = 0.2
# The part of the ping time-out after which a silent link is closed.
EARLY = 0.95
# The most links that are pinged before the loop serves others: each ping is a system call.
LINKS_IN_A_TURN = 100


class Heart:
    """Pings each link once in an interval, and closes links that stay silent."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        # Appending keeps it in the order in which links are due, because all wait equally long.
        self._due: deque[tuple[float, DirectLink]] = deque()

    def add(self, link: DirectLink) -> None:
        """Ping this link from now on, until it is closed."""
        self._due.append((time.monotonic() + self._engine.ping_interval, link))

    def run(self) -> None:
        """Ping the due links at every beat, for as long as the process lives."""
        while True:
            concurrency.sleep(BEAT_SECONDS)
            self.beat()

    def beat(self) -> None:
        """Ping the links that are due, in turns: thousands may have come at one moment."""
        while self._ping_some(time.monotonic()):
            concurrency.sleep(0)

    def _ping_some(self, now: float) -> bool:
        """Ping as many due links as one turn of the loop may take; return whether more are due."""
        for _ in range(LINKS_IN_A_TURN):
            if not self._due or self._due[0][0] > now:
                return False
            due_at, link = self._due.popleft()
            try:
                if self._is_alive(link, due_at):
                    link.ping()
            except Exception:
                log.exception("a link could not be pinged")
            if link.closed:
                self._engine.sockets.pop(link.sid, None)
            else:
                self._due.append((now + self._engine.ping_interval, link))
        return True

    def _is_alive(self, link: DirectLink, due_at: float) -> bool:
        if link.closed:
            return False
        # A link is checked once in an interval, so close it a moment early, not an interval late.
        allowed_seconds = self._engine.ping_interval + self._engine.ping_timeout * EARLY
        # Compare with the time at which the ping was due, not with now: if the server stood still,
        # an answer may have come that is not read yet. A client that is gone is found next time.
        if due_at - link.heard_at > allowed_seconds:
            link.close(wait=False, reason=self._engine.reason.PING_TIMEOUT)
            return False
        return True

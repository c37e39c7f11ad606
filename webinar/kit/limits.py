"""The limits on a member's messages: token buckets, in memory, one per member and kind."""

from __future__ import annotations

import time
from dataclasses import dataclass


# Hashed by identity: every limit is one below, and each message looks up its bucket.
@dataclass(frozen=True, slots=True, eq=False)
class Limit:
    """Allow `count` messages at once, refilled over `seconds`; `longer` limits the long run."""

    count: int
    seconds: float
    longer: Limit | None = None


# All messages of one connection, of any kind.
ANYTHING = Limit(60, 15)
# A live tab needs a snapshot per reconnect, and asks twice for a long one; a bad link reconnects
# often. Requests over HTTP and by socket count together.
SNAPSHOT = Limit(24, 60)
# Lists that a page fetches besides its snapshot.
READING = Limit(30, 60)
HOSTING = Limit(40, 60)
SLIDES = Limit(20, 2)
# A presenter's finger that moves over a slide.
POINTING = Limit(20, 5)
# An interpreter who types a line in two seconds is quick.
CAPTIONS = Limit(20, 20)
# Lines of a program that writes captions, and texts of which the next replaces each.
WRITTEN_CAPTIONS = Limit(30, 30)
PARTIAL_CAPTIONS = Limit(20, 5)
# A program connects again when its link was cut.
STREAMING = Limit(10, 30)
VOTING = Limit(10, 10)
# A speaker sends 17 packets of sound a second, and after a blocked moment up to 2 s at once.
SPEAKING = Limit(60, 3)
# A speaker renews the channel every ten seconds.
RENEWING = Limit(10, 30)
# A listener says twice a second how far sound has arrived; several tabs may listen.
ACKNOWLEDGING = Limit(40, 5)
# A listener changes the channel, or the link reconnects.
LISTENING = Limit(20, 20)
WRITING = Limit(5, 10)
# At the door, waiting people ask how long it will take, and correct the spelling of their names.
LOOKING = Limit(24, 60)
CORRECTING = Limit(4, 900)
# Questions and messages to others, with an hourly limit against a steady stream.
SAYING = Limit(5, 10, longer=Limit(60, 3600))


class Limits:
    """Buckets by key. Full buckets are forgotten, so the table holds only recently used ones."""

    _SWEEP_EVERY = 4096

    def __init__(self) -> None:
        self._buckets: dict[tuple[object, ...], tuple[float, float]] = {}
        self._tokens_taken = 0

    def take(self, limit: Limit, *key: object) -> bool:
        """Take one token of this key's bucket; False when it is empty."""
        now = time.monotonic()
        tokens, at = self._buckets.get((limit, *key), (float(limit.count), now))
        tokens = min(limit.count, tokens + (now - at) * limit.count / limit.seconds)
        if tokens < 1:
            return False
        self._buckets[(limit, *key)] = (tokens - 1, now)
        self._tokens_taken += 1
        if self._tokens_taken % self._SWEEP_EVERY == 0:
            self._sweep(now)
        return True

    def _sweep(self, now: float) -> None:
        for key, (_, at) in list(self._buckets.items()):
            limit = key[0]
            if isinstance(limit, Limit) and now - at > limit.seconds:
                del self._buckets[key]

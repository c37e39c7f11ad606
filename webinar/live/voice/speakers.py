"""Remembers, in this process, the speakers of the channels: only they may send sound.

A speaker sends sixteen packets a second, too many to ask the database for each. The answer for a
channel is kept for a second. A packet that does not fit it is dropped, and may start a new read in
the background.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

from webinar.kit import concurrency

KEPT_SECONDS = 1.0
# A packet that does not fit asks again no sooner than this, so that a flood costs few reads.
RETRY_SECONDS = 0.2
FORGOTTEN_SECONDS = 60.0


class Speaker(NamedTuple):
    """The member who speaks in a channel, None if nobody does, and the turn."""

    member_id: int | None
    turn: int


class _Answer(NamedTuple):
    speaker: Speaker
    read_at: float


Key = tuple[int, str]


class Speakers:
    """The speakers of all channels, by room and channel. `read` asks the database."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        spawn: Callable[..., None] = concurrency.spawn,
    ) -> None:
        self._clock = clock
        self._spawn = spawn
        self._answers: dict[Key, _Answer] = {}
        self._being_read: set[Key] = set()

    def is_speaker(self, key: Key, speaker: Speaker, read: Callable[[], Speaker]) -> bool:
        """Return whether this speaker has the channel, as far as this process knows.

        May start to read the answer again in the background.
        """
        answer = self._answers.get(key)
        fits = answer is not None and answer.speaker == speaker
        age = None if answer is None else self._clock() - answer.read_at
        if age is None or age > (KEPT_SECONDS if fits else RETRY_SECONDS):
            self._read_soon(key, read)
        return fits

    def _read_soon(self, key: Key, read: Callable[[], Speaker]) -> None:
        if key not in self._being_read:
            self._being_read.add(key)
            self._spawn(self._read, key, read)

    def _read(self, key: Key, read: Callable[[], Speaker]) -> None:
        try:
            self._answers[key] = _Answer(read(), self._clock())
            self._forget_old()
        finally:
            self._being_read.discard(key)

    def _forget_old(self) -> None:
        """Forget channels whose packets stopped a while ago; there are few channels at a time."""
        limit = self._clock() - FORGOTTEN_SECONDS
        for key, answer in list(self._answers.items()):
            if answer.read_at < limit:
                del self._answers[key]

"""The other processes on the message queue: who is heard, who fell silent, and what they read."""

from __future__ import annotations

import logging
from collections import deque
from math import inf

log = logging.getLogger(__name__)

DEAF_SECONDS = 6.0
# After listening for this long, a process has heard of every other one at least twice.
INTRODUCTION_SECONDS = 6.0
# For this long, a process that fell silent may still send broadcasts that are not heard.
SILENT_SECONDS = 3600.0


class Peers:
    """The other processes. Each is known by its `host_id`, and by the place where it serves.

    `read_packs` says whether all of them can read packs. A process of an older release cannot:
    while one may be listening, it must be sent every broadcast by itself.
    """

    def __init__(self) -> None:
        self._heard_at: dict[str, float] = {}
        self._places: dict[str, str] = {}
        # {place that fell silent without a good-bye: since when}
        self._silent: dict[str, float] = {}
        # Those of them that could not read packs. If one only stood still, it goes on listening.
        self._silent_older: set[str] = set()
        # The last processes that said good-bye: if a message of theirs still comes, they must not
        # count as silent later.
        self._departed: deque[str] = deque(maxlen=100)
        self._readers: set[str] = set()
        self._listening_since = inf
        self.read_packs = False

    @property
    def is_one_silent(self) -> bool:
        """Whether a process may go on without being heard."""
        return bool(self._silent)

    def listen(self, now: float) -> None:
        """Note that messages are heard from now on; nobody could be heard just before."""
        self._heard_at = dict.fromkeys(self._heard_at, now)
        self._listening_since = now
        self._judge(now)

    def note(self, sender: str, now: float) -> None:
        """Note that a process has sent anything but its good-bye."""
        if sender in self._departed:
            return
        is_new = sender not in self._heard_at
        self._heard_at[sender] = now
        self._end_silence(self._places.get(sender, sender))
        if is_new:
            self._judge(now)

    def introduce(self, sender: str, place: str, reads_packs: bool, now: float) -> bool:
        """Note where a process serves and what it reads; False if it has said good-bye already."""
        if sender in self._departed:
            return False
        self._places[sender] = place
        if reads_packs:
            self._readers.add(sender)
        self.note(sender, now)
        self._judge(now)
        return True

    def part(self, sender: str) -> None:
        """Note that a process has said good-bye, and has sent everything."""
        self._departed.append(sender)
        self._heard_at.pop(sender, None)
        self._readers.discard(sender)
        self._end_silence(self._places.pop(sender, sender))

    def look(self, now: float) -> bool:
        """Return whether another process fell silent: it may have left something unsaid."""
        for place, since in list(self._silent.items()):
            if now - since > SILENT_SECONDS:
                self._end_silence(place)
        silent_senders = [
            sender for sender, at in self._heard_at.items() if now - at > DEAF_SECONDS
        ]
        for sender in silent_senders:
            del self._heard_at[sender]
            place = self._places.pop(sender, sender)
            if place not in self._places.values():
                self._silent[place] = now
                if sender not in self._readers:
                    self._silent_older.add(place)
            self._readers.discard(sender)
            log.warning("a process is not heard any more: whatever it left unsaid is looked for")
        self._judge(now)
        return bool(silent_senders)

    def _end_silence(self, place: str) -> None:
        self._silent.pop(place, None)
        self._silent_older.discard(place)

    def _judge(self, now: float) -> None:
        """Decide whether all processes read packs; until all have been heard, nobody knows."""
        self.read_packs = (
            now - self._listening_since >= INTRODUCTION_SECONDS
            and not self._silent_older
            and self._readers.issuperset(self._heard_at)
        )

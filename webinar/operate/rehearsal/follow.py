"""The rule by which a client keeps up with a room (docs/wire.md), as a pure state machine.

Hold all broadcasts until the snapshot arrives; drop those that it already includes; apply the
others in order; if one is missing, fetch the snapshot again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Body = dict[str, Any]
HeardEvent = tuple[str, Body]

# Server processes send broadcasts through a queue, so a reply or a tick may arrive before a
# broadcast that it counts. A gap that closes within this many seconds is no gap.
PATIENCE = 0.5

# The version before the first snapshot.
NOTHING = -1


class Follower:
    """One participant's broadcasts, in order. Callers choose the clock; times are its seconds."""

    def __init__(self) -> None:
        self.version = 0
        self.gaps = 0
        self._snapshot_version = 0
        # The version of the last sequenced broadcast, or `NOTHING`.
        self._heard = NOTHING
        self._held: list[HeardEvent] = []
        self._waiting_since: float | None = None

    @property
    def is_caught_up(self) -> bool:
        return self._heard != NOTHING

    def forget(self) -> None:
        """Note that the link is gone: broadcasts are missed from now on."""
        self._heard = NOTHING
        self._held.clear()
        self._waiting_since = None

    def needs_snapshot(self, now: float) -> bool:
        if not self.is_caught_up:
            return True
        return self._waiting_since is not None and now - self._waiting_since > PATIENCE

    def take_snapshot(self, snapshot: Body, now: float) -> list[HeardEvent]:
        """Take the snapshot in; return the held broadcasts that are newer, in order."""
        if self._waiting_since is not None:
            self.gaps += 1
        self.version = self._snapshot_version = snapshot["version"]
        self._heard = snapshot["said"]["everyone"]
        self._waiting_since = None
        held_broadcasts, self._held = self._held, []
        newer = [
            broadcast for broadcast in held_broadcasts if _version(broadcast[1]) > self.version
        ]
        return [ready for name, body in newer for ready in self.hear(name, body, now)]

    def hear(self, name: str, body: Body, now: float) -> list[HeardEvent]:
        """Return the broadcasts to apply now: none, this one, or this and those that awaited it."""
        if not self.is_caught_up:
            self._held.append((name, body))
            return []
        if name == "room.tick" and body.get("missed"):
            self.forget()
            return []
        if name == "room.tick" and body["said"]["everyone"] > self._heard:
            self._wait(now)
        if body.get("audience") != "everyone":
            self.version = max(self.version, _version(body))
            return [(name, body)]
        self._held.append((name, body))
        ready = list(self._in_order())
        if self._held:
            self._wait(now)
        return ready

    def _in_order(self) -> Iterator[HeardEvent]:
        for name, body in sorted(self._held, key=lambda broadcast: _version(broadcast[1])):
            if body["after"] > self._heard:
                return
            self._held.remove((name, body))
            # A batch sends several broadcasts of one version, so only the snapshot's version
            # makes a broadcast stale.
            if body["version"] > self._snapshot_version:
                self._heard = max(self._heard, body["version"])
                self.version = max(self.version, body["version"])
                yield name, body
        self._waiting_since = None

    def _wait(self, now: float) -> None:
        if self._waiting_since is None:
            self._waiting_since = now


def _version(body: Body) -> int:
    version: int = body.get("version", 0)
    return version

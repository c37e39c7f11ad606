"""Waiting to be let in: a waiting member's requests, measurements and reports. Pure."""

from __future__ import annotations

import uuid
from typing import Any

from webinar.operate.rehearsal.outbox import Command, Reply

# As docs/wire.md advises, in case a broadcast was lost.
LOOK_EVERY = 15.0
# So long after having been turned away somebody reads why, and asks again.
ASKS_AGAIN_AFTER = 4.0
# Seconds that a look takes on a link that is good, and on one that is enough.
_GOOD, _ENOUGH = 0.4, 1.5


class Door:
    """The door where a member waits. Times are seconds of any one clock, given by the caller."""

    def __init__(self, pace: float) -> None:
        self.waits = False
        # The session has ended without this member.
        self.is_over = False
        # This member's place in the line, and the reasons for turning them away, as sent.
        self.place: int | None = None
        self.reasons: list[str] = []
        self.quality = ""
        self._pace = pace
        self._look_at: float | None = None
        self._looked_at = 0.0
        self._asks_at: float | None = None

    def wait(self, now: float) -> None:
        """The room is not open to this member."""
        if not self.waits:
            self.waits = True
            self._look_at = now

    def due(self, now: float) -> list[Command]:
        """The commands to send now."""
        due = []
        if self._look_at is not None and self._look_at <= now:
            self._look_at, self._looked_at = now + LOOK_EVERY, now
            due.append(Command("lobby.look", {}))
        if self._asks_at is not None and self._asks_at <= now:
            self._asks_at = None
            due.append(_command("lobby.ask"))
        return due

    def next_at(self) -> float | None:
        times = [at for at in (self._look_at, self._asks_at) if at is not None]
        return min(times, default=None)

    def looked(self, reply: Reply, now: float) -> Command | None:
        """Take in a look at the lobby. The first also shows how good the link is, for the host."""
        if not reply["ok"]:
            return None
        found: dict[str, Any] = reply["lobby"]
        self.place = found["place"]
        self.is_over = found["session"] == "ended"
        if found["state"] == "in":
            self.waits = False
        elif not self.quality:
            took = now - self._looked_at
            self.quality = "good" if took < _GOOD else "enough" if took < _ENOUGH else "slow"
            return _command("lobby.link", quality=self.quality)
        return None

    def hear(self, name: str, body: dict[str, Any], now: float) -> None:
        if name == "lobby.admitted":
            self.waits = False
        elif name == "lobby.refused":
            self.reasons.append(body["reason"])
            self._asks_at = now + ASKS_AGAIN_AFTER / self._pace


def _command(name: str, **fields: str) -> Command:
    # Not sent again: the next look shows whether it has arrived.
    return Command(name, {**fields, "op_id": str(uuid.uuid4())})

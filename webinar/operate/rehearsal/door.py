"""Waiting to be let in: a waiting member's requests, measurements and reports. Pure."""

from __future__ import annotations

import uuid
from typing import Any

from webinar.operate.rehearsal.outbox import Command, Reply

# Seconds until a waiting member looks again, as docs/wire.md advises: a broadcast may be lost.
LOOK_EVERY = 15.0
# A member who was turned away reads the reason for this many seconds before asking again.
ASKS_AGAIN_AFTER = 4.0
# The most seconds that a look takes on a good link, and on one that is good enough.
_GOOD, _ENOUGH = 0.4, 1.5


class Door:
    """The door where a member waits. Times are seconds of a clock that the caller chooses."""

    def __init__(self, pace: float) -> None:
        self.waits = False
        # The session has ended without this member.
        self.is_over = False
        # The member's place in the line, and the reasons sent each time they were turned away.
        self.place: int | None = None
        self.reasons: list[str] = []
        self.quality = ""
        self._pace = pace
        self._look_at: float | None = None
        self._looked_at = 0.0
        self._asks_at: float | None = None

    def wait(self, now: float) -> None:
        """Let the member wait, because the room is not open to them."""
        if not self.waits:
            self.waits = True
            self._look_at = now

    def due(self, now: float) -> list[Command]:
        """Return the commands to send now."""
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
        """Take in the reply to a look at the lobby.

        After the first look, return the command that tells hosts how good the link is.
        """
        if not reply["ok"]:
            return None
        lobby: dict[str, Any] = reply["lobby"]
        self.place = lobby["place"]
        self.is_over = lobby["session"] == "ended"
        if lobby["state"] == "in":
            self.waits = False
        elif not self.quality:
            seconds = now - self._looked_at
            self.quality = "good" if seconds < _GOOD else "enough" if seconds < _ENOUGH else "slow"
            return _command("lobby.link", quality=self.quality)
        return None

    def hear(self, name: str, body: dict[str, Any], now: float) -> None:
        if name == "lobby.admitted":
            self.waits = False
        elif name == "lobby.refused":
            self.reasons.append(body["reason"])
            self._asks_at = now + ASKS_AGAIN_AFTER / self._pace


def _command(name: str, **fields: str) -> Command:
    # The command is not sent again: the next look shows whether it has arrived.
    return Command(name, {**fields, "op_id": str(uuid.uuid4())})

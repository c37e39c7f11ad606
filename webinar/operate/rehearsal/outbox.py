"""Commands on their way, sent again with the same `op_id` until a definite answer arrives."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from webinar.operate.rehearsal.record import Record

Reply = dict[str, Any]

# Without an acknowledgement for this long a client sends the same command again (docs/wire.md).
ACK_PATIENCE = 5.0
# If the server answers "not now" (busy, too fast), the client waits this long.
RETRY_AFTER = 1.5


@dataclass(frozen=True)
class Command:
    """A message to send. `op_id` is empty for a query, which changes nothing."""

    name: str
    fields: dict[str, Any]
    op_id: str = ""


@dataclass
class _OnItsWay:
    command: Command
    when_done: Callable[[float], None]
    when_answered: Callable[[Reply], object]
    send_at: float
    sent_at: float | None = None


class Outbox:
    """The commands without an answer. Times are seconds of a clock that the caller chooses."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._waiting: dict[str, _OnItsWay] = {}

    def put(
        self,
        name: str,
        fields: dict[str, Any],
        now: float,
        when_done: Callable[[float], None],
        when_answered: Callable[[Reply], object] = lambda _reply: None,
    ) -> None:
        """Send a command as soon as there is a link; call `when_done` if it is acknowledged.

        `when_answered` gets the definite answer, also a refusal.
        """
        op_id = str(uuid.uuid4())
        command = Command(name, {**fields, "op_id": op_id}, op_id)
        self._waiting[op_id] = _OnItsWay(command, when_done, when_answered, send_at=now)

    def due(self, now: float) -> list[Command]:
        """Return the commands to send now, for the first time or again."""
        due = [one for one in self._waiting.values() if one.send_at <= now]
        for one in due:
            self._record.repeated += one.sent_at is not None
            one.sent_at, one.send_at = now, now + ACK_PATIENCE
        return [one.command for one in due]

    def replied(self, op_id: str, reply: Reply, now: float) -> None:
        """Take in the answer to a command. A second answer to the same command changes nothing."""
        one = self._waiting.get(op_id)
        if one is None or one.sent_at is None:
            return
        if not reply["ok"] and reply.get("retry"):
            one.send_at = now + RETRY_AFTER
            return
        del self._waiting[op_id]
        if reply["ok"]:
            self._record.ack_seconds.append(now - one.sent_at)
            self._record.done.append((one.command.name, one.command.fields))
            one.when_done(now)
        else:
            self._record.refused[reply["code"]] += 1
        one.when_answered(reply)

    def resend_all(self, now: float) -> None:
        """Send all unanswered commands again, over a new link."""
        for one in self._waiting.values():
            one.send_at = now

    def next_at(self) -> float | None:
        return min((one.send_at for one in self._waiting.values()), default=None)

    def __len__(self) -> int:
        return len(self._waiting)

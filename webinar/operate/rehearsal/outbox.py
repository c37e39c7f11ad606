"""Commands on their way, sent again with the same `op_id` until a definite answer arrives."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from webinar.operate.rehearsal.record import Record

Reply = dict[str, Any]

# A client sends the same command again after these seconds without an answer (docs/wire.md).
ACK_PATIENCE = 5.0
# If the server answers "not now" (busy, too fast), the client waits this many seconds.
RETRY_AFTER = 1.5


@dataclass(frozen=True)
class Command:
    """A message to send. `op_id` is empty for a query, which changes nothing."""

    name: str
    fields: dict[str, Any]
    op_id: str = ""


@dataclass
class _Unanswered:
    command: Command
    when_done: Callable[[float], None]
    when_answered: Callable[[Reply], object]
    send_at: float
    sent_at: float | None = None


class Outbox:
    """The commands without an answer. Times are seconds of a clock that the caller chooses."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._waiting: dict[str, _Unanswered] = {}

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
        self._waiting[op_id] = _Unanswered(command, when_done, when_answered, send_at=now)

    def due(self, now: float) -> list[Command]:
        """Return the commands to send now, for the first time or again."""
        due = [entry for entry in self._waiting.values() if entry.send_at <= now]
        for entry in due:
            self._record.repeated += entry.sent_at is not None
            entry.sent_at, entry.send_at = now, now + ACK_PATIENCE
        return [entry.command for entry in due]

    def replied(self, op_id: str, reply: Reply, now: float) -> None:
        """Take in the answer to a command. A second answer to the same command changes nothing."""
        entry = self._waiting.get(op_id)
        if entry is None or entry.sent_at is None:
            return
        if not reply["ok"] and reply.get("retry"):
            entry.send_at = now + RETRY_AFTER
            return
        del self._waiting[op_id]
        if reply["ok"]:
            self._record.ack_seconds.append(now - entry.sent_at)
            self._record.acknowledged.append((entry.command.name, entry.command.fields))
            entry.when_done(now)
        else:
            self._record.refused[reply["code"]] += 1
        entry.when_answered(reply)

    def resend_all(self, now: float) -> None:
        """Send all unanswered commands again, over a new link."""
        for entry in self._waiting.values():
            entry.send_at = now

    def next_at(self) -> float | None:
        return min((entry.send_at for entry in self._waiting.values()), default=None)

    def __len__(self) -> int:
        return len(self._waiting)

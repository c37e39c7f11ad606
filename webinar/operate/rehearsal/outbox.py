"""Commands on their way: sent again, under the same `op_id`, until there is a definite answer."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from webinar.operate.rehearsal.record import Record

Reply = dict[str, Any]

# Without an acknowledgement for this long a client sends the same command again (docs/wire.md).
ACK_PATIENCE = 5.0
# After "not now" (busy, too fast) it waits this long.
RETRY_AFTER = 1.5


@dataclass(frozen=True)
class Command:
    """`op_id` is empty for a question that changes nothing."""

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
    """Times are seconds of any one clock, given by the caller."""

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
        """Send this as soon as there is a link; `when_done` is called once it is acknowledged.

        `when_answered` hears the answer, also a refusal.
        """
        op_id = str(uuid.uuid4())
        command = Command(name, {**fields, "op_id": op_id}, op_id)
        self._waiting[op_id] = _OnItsWay(command, when_done, when_answered, send_at=now)

    def due(self, now: float) -> list[Command]:
        """The commands to put on the wire now, for the first time or again."""
        due = [one for one in self._waiting.values() if one.send_at <= now]
        for one in due:
            self._record.repeated += one.sent_at is not None
            one.sent_at, one.send_at = now, now + ACK_PATIENCE
        return [one.command for one in due]

    def replied(self, op_id: str, reply: Reply, now: float) -> None:
        """The answer to a command. A second answer to the same one changes nothing."""
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
        """Use a new link: send again whatever was not answered on the old one."""
        for one in self._waiting.values():
            one.send_at = now

    def next_at(self) -> float | None:
        return min((one.send_at for one in self._waiting.values()), default=None)

    def __len__(self) -> int:
        return len(self._waiting)

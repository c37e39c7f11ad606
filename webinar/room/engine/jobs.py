"""Jobs that wait for a room, and the messages to send once their batch is committed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from webinar.kit.errors import Refused
from webinar.room.engine.cache import CacheEntry
from webinar.room.engine.change import Change
from webinar.room.engine.registry import Command
from webinar.room.engine.wire import Broadcast, Mutation


@dataclass(eq=False)
class Job:
    """A command that waits for its room, or the server's own work (`work`)."""

    member_id: int | None = None
    command: Command | None = None
    message: Mutation | None = None
    work: Callable[[Change], Any] | None = None
    refusal: Refused | None = None
    error: BaseException | None = None
    version: int = 0
    result: Any = None
    # Whether `work` changes nothing that the room's cache holds.
    keeps_cache: bool = False
    # Whether the job may wait a moment so that others join its batch.
    can_wait: bool = False
    # Called once the job is committed, refused or has failed.
    on_done: Callable[[Job], None] | None = None

    def refuse(self, refusal: Refused) -> None:
        self.refusal = refusal

    def follow(self, first: Job) -> None:
        """Take over the outcome of `first`, the same command earlier in the same batch."""
        if first.command is not self.command:
            self.refuse(Refused("op_conflict"))
        else:
            self.refusal, self.error, self.version = first.refusal, first.error, first.version

    def outcome(self) -> int:
        """Return the room's version that the job made. Raises the job's `Refused` or its error."""
        if self.refusal is not None:
            raise self.refusal
        if self.error is not None:
            raise self.error
        return self.version

    @property
    def is_done(self) -> bool:
        return self.refusal is None and self.error is None

    @property
    def operation(self) -> tuple[int, str] | None:
        """The fields by which a repetition of this command is recognised.

        None for the server's own work, and for commands that leave no trace of their sender.
        """
        if self.member_id is None or self.message is None:
            return None
        if self.command is not None and self.command.is_traceless:
            return None
        return self.member_id, self.message.op_id


@dataclass(frozen=True)
class VersionedBroadcast:
    """A broadcast with its place in the sequence.

    `after` is the version of the previous broadcast to the same audience, or None for a broadcast
    outside the sequence.
    """

    broadcast: Broadcast
    version: int
    after: int | None = None
    member_id: int | None = None
    language: str | None = None


@dataclass
class Settled:
    """The messages that a committed batch sends, and the room's state after it."""

    version: int = 0
    outbox: Sequence[VersionedBroadcast] = ()
    stirred: set[tuple[str, str]] = field(default_factory=set)
    cache_entry: CacheEntry = field(default_factory=CacheEntry)
    forgets: bool = False


class NothingDone(Exception):
    """Every command of the batch was refused: roll back, so that the version does not move."""

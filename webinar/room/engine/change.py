"""A change: one transaction in one room, and its broadcasts for after the commit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from webinar.kit.db import table_of, upsert
from webinar.room.engine.cache import Known, Person
from webinar.room.engine.models import Deadline
from webinar.room.engine.wire import Audience, Broadcast, State
from webinar.room.rooms.models import Member, Room, TimelineEntry


@dataclass(frozen=True)
class Said:
    """A broadcast on its way out: to its audience, to one member, to the readers of a language."""

    broadcast: Broadcast
    member_id: int | None = None
    language: str | None = None


@dataclass
class Change:
    """Handed to actions. `at` is the one instant of the whole batch; the room's row is locked.

    `known` is what hot commands look up in the room's cache; `is_lone`: nothing else is done in
    this transaction.
    """

    db: Session
    room: Room
    at: datetime
    outbox: list[Said] = field(default_factory=list)
    stirred: set[tuple[str, str]] = field(default_factory=set)
    known: Known = field(default_factory=Known)
    is_lone: bool = False
    # Set where nothing of what was before may be left on the disk: see `Database.empty_log`.
    forgets: bool = False

    def announce(self, broadcast: Broadcast) -> None:
        """Say this to its audience after the commit. Nothing is said if the command is refused."""
        if broadcast.audience is Audience.MEMBER:
            raise ValueError(f"{broadcast.name} is for one member: use tell()")
        if broadcast.audience is Audience.READERS:
            raise ValueError(f"{broadcast.name} is for one language: use announce_to_readers()")
        self.outbox.append(Said(broadcast))

    def announce_to_readers(self, language: str, state: State) -> None:
        """Say the newest state to participants whose page is in this language.

        It has no place in the sequence: who changes the language fetches the snapshot anyway.
        """
        self.outbox.append(Said(state, language=language))

    def tell(self, member: Member | Person, broadcast: Broadcast) -> None:
        """Say this to all sockets of one member after the commit."""
        self.outbox.append(Said(broadcast, member.id))

    def stir(self, topic: str, key: str = "") -> None:
        """Something frequent has changed: the pulse will say its newest state a moment later."""
        self.stirred.add((topic, key))

    def schedule(self, at: datetime, kind: str, key: str = "") -> None:
        """Let the handler of this kind (`on_due`) run at that time, instead of any other time."""
        row = {"room_id": self.room.id, "kind": kind, "key": key, "at": at}
        upsert(self.db, Deadline, [row], update=["at"])

    def unschedule(self, kind: str, key: str = "") -> None:
        """Cancel a deadline, if it is scheduled."""
        row = (Deadline.room_id == self.room.id, Deadline.kind == kind, Deadline.key == key)
        self.db.execute(delete(Deadline).where(*row).execution_options(synchronize_session=False))

    def record(self, kind: str, member: Member | Person | None = None, **detail: Any) -> None:
        """Add to the timeline. Never a vote, never a secret."""
        # Past the session: a slide's move, which everybody waits for, does little else.
        self.db.connection().execute(_RECORD, self._entry(kind, member, detail))

    def record_each(self, kind: str, members: Iterable[Member | Person]) -> None:
        """Add an entry for each of these, in one statement."""
        entries = [self._entry(kind, member, {}) for member in members]
        if entries:
            self.db.connection().execute(_RECORD, entries)

    def _entry(
        self, kind: str, member: Member | Person | None, detail: dict[str, Any]
    ) -> dict[str, Any]:
        return {
            "room_id": self.room.id,
            "version": self.room.version,
            "at": self.at,
            "kind": kind,
            "member_id": None if member is None else member.id,
            "detail": detail,
        }


_RECORD = insert(table_of(TimelineEntry))

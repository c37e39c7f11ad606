"""A change: one transaction in one room, and the broadcasts to send after its commit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from webinar.kit.db import table_of, upsert
from webinar.kit.ready_statements import ReadyStatement, connection_of
from webinar.room.engine.cache import CacheEntry, Person
from webinar.room.engine.lifecycle import RECORDED
from webinar.room.engine.models import Deadline
from webinar.room.engine.wire import Audience, Broadcast, State
from webinar.room.rooms.models import Member, Room, TimelineEntry


@dataclass(frozen=True)
class AddressedBroadcast:
    """A broadcast to send: to its audience, to one member, or to the readers of a language."""

    broadcast: Broadcast
    member_id: int | None = None
    language: str | None = None


@dataclass
class Change:
    """The argument of actions. The room's row is locked; `at` is the same for the whole batch.

    Hot commands look things up in `cache_entry`. If `is_lone`, the transaction contains only this
    job, or only hot commands that are handled together.
    """

    session: Session
    room: Room
    at: datetime
    outbox: list[AddressedBroadcast] = field(default_factory=list)
    stirred: set[tuple[str, str]] = field(default_factory=set)
    cache_entry: CacheEntry = field(default_factory=CacheEntry)
    is_lone: bool = False
    # How many jobs the transaction contains, and how many of them were quiet.
    job_count: int = 1
    quiet_count: int = 0
    # Set if no trace of deleted data may remain on the disk: see `Database.empty_log`.
    forgets: bool = False
    # Whether `room` comes from the cache and is in no session yet.
    is_detached: bool = False

    @property
    def db(self) -> Session:
        """The session, which holds the room. Statements on `connection` cost much less."""
        if self.is_detached:
            self.attach()
        return self.session

    @property
    def connection(self) -> Connection:
        """The connection for ready statements. Changes of ORM rows are not flushed before them."""
        return connection_of(self.session)

    def attach(self) -> None:
        """Let the session keep and store the room."""
        self.is_detached = False
        self.session.add(self.room)

    def announce(self, broadcast: Broadcast) -> None:
        """Send this to its audience after the commit, unless the command is refused."""
        if broadcast.audience is Audience.MEMBER:
            raise ValueError(f"{broadcast.name} is for one member: use tell()")
        if broadcast.audience is Audience.READERS:
            raise ValueError(f"{broadcast.name} is for one language: use announce_to_readers()")
        self.outbox.append(AddressedBroadcast(broadcast))

    def announce_to_readers(self, language: str, state: State) -> None:
        """Send the newest state to participants whose page is in this language.

        It has no place in the sequence: a reader who changes the language fetches the snapshot
        anyway.
        """
        self.outbox.append(AddressedBroadcast(state, language=language))

    def tell(self, member: Member | Person, broadcast: Broadcast) -> None:
        """Send this to all sockets of one member after the commit."""
        self.outbox.append(AddressedBroadcast(broadcast, member.id))

    def stir(self, topic: str, key: str = "") -> None:
        """Note that a frequent state has changed: the pulse sends the newest a moment later."""
        self.stirred.add((topic, key))

    def pass_quietly(self) -> None:
        """Say, as the last act of a job, that it altered nothing that participants share.

        Hundreds join at once: were each join a new version of the shared parts of the snapshot, the
        parts would be made again for each. Parts that belong to hosts do not rely on this. If the
        transaction contains another job that is not quiet, or says anything to everybody, the call
        changes nothing.
        """
        self.quiet_count += 1
        if self.quiet_count < self.job_count or any(
            addressed.member_id is None for addressed in self.outbox
        ):
            return
        connection = self.db.connection()
        quiet = connection.execute(_QUIET, {"room": self.room.id}).scalar_one()
        set_committed_value(self.room, "quiet", quiet)

    def schedule(self, at: datetime, kind: str, key: str = "") -> None:
        """Schedule the handler of this kind (`on_due`); a deadline of the same key is replaced."""
        row = {"room_id": self.room.id, "kind": kind, "key": key, "at": at}
        upsert(self.db, Deadline, [row], update=["at"])

    def unschedule(self, kind: str, key: str = "") -> None:
        """Cancel a deadline, if it is scheduled."""
        row = (Deadline.room_id == self.room.id, Deadline.kind == kind, Deadline.key == key)
        self.db.execute(delete(Deadline).where(*row).execution_options(synchronize_session=False))

    def record(self, kind: str, member: Member | Person | None = None, **detail: Any) -> None:
        """Add an entry to the timeline. Never record a vote or a secret."""
        # Bypasses the ORM for speed: a slide's move, for which everybody waits, does little else.
        _RECORD.run(self.connection, **self._entry(kind, member, detail))
        if member is not None and kind in RECORDED:
            RECORDED[kind](self, member, kind)

    def record_each(self, kind: str, members: Iterable[Member | Person]) -> None:
        """Add a timeline entry for each of these members, in one statement."""
        entries = [self._entry(kind, member, {}) for member in members]
        if entries:
            self.db.connection().execute(insert(_TIMELINE), entries)

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


_TIMELINE = table_of(TimelineEntry)
_RECORD = ReadyStatement(
    lambda _dialect: (
        insert(_TIMELINE)
        .values({column: bindparam(column.name) for column in _TIMELINE.c if column.name != "id"})
        .inline()
    )
)
_QUIET = (
    update(table_of(Room))
    .where(table_of(Room).c.id == bindparam("room"))
    .values(quiet=table_of(Room).c.quiet + 1)
    .returning(table_of(Room).c.quiet)
)

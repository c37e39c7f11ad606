"""A cache of values that the batches of a room read again and again.

An entry is valid only for the version at which it was kept. The first statement of a batch raises
and returns the version, so the batch notices changes by another process or by another kind of batch
(members, polls and steps change only in batches). A batch takes the room's entry out, and puts it
back after its commit if all its jobs change nothing that the entry holds: hot commands, presence,
slides. Any other batch, or a failed one, leaves no entry.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Integer, Select, bindparam, select

from webinar.kit.bulk import bound_columns, row_parameters, select_columns
from webinar.kit.permissions import Role
from webinar.kit.ready_statements import ReadyStatement
from webinar.room.rooms.models import Member, MemberNumber, Room

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

ROOMS = 64


@dataclass(frozen=True, slots=True)
class Person:
    """A member as hot commands see it: immutable."""

    id: int
    number: MemberNumber
    role: Role
    removed_at: datetime | None
    waits_since: datetime | None = None
    language: str = "en"


@dataclass(slots=True)
class CacheEntry:
    """The cached state of a room at this version; `version` is None if nothing may be cached.

    `facts` belong to the features, by feature and key: plain values that nobody changes.
    """

    version: int | None = None
    facts: dict[tuple[str, Hashable], Any] = field(default_factory=dict)
    # The row as the last batch committed it, detached from any session.
    room: Room | None = None

    def look_up(
        self,
        feature: str,
        keys: Collection[K],
        read: Callable[[Collection[K]], Mapping[K, V]],
    ) -> dict[K, V]:
        """Return the facts of these keys; `read` fetches missing ones. A missing fact is not kept.

        If other commands of the batch may change the facts, every call reads them again.
        """
        if self.version is None:
            return dict(read(keys))
        facts = self.facts
        values = {key: facts[feature, key] for key in keys if (feature, key) in facts}
        missing = [key for key in keys if key not in values]
        if missing:
            for key, value in read(missing).items():
                values[key] = facts[feature, key] = value
        return values


class Cache:
    """The entries of the most recently busy rooms."""

    def __init__(self, rooms: int = ROOMS) -> None:
        self._most = rooms
        self._rooms: dict[int, CacheEntry] = {}

    def __len__(self) -> int:
        return len(self._rooms)

    def take(self, room_id: int) -> CacheEntry | None:
        """Remove and return the room's entry; `keep` puts it back."""
        return self._rooms.pop(room_id, None)

    def keep(self, room_id: int, entry: CacheEntry) -> None:
        """Keep the entry of a committed batch; drop that of the longest idle room if full."""
        if entry.version is None:
            return
        self._rooms[room_id] = entry
        while len(self._rooms) > self._most:
            self._rooms.pop(next(iter(self._rooms)))


def people(
    connection: Connection, room_id: int, entry: CacheEntry, ids: Collection[int]
) -> dict[int, Person]:
    """Return these members of the room by id; members of other rooms are left out."""

    def read(missing: Collection[int]) -> dict[int, Person]:
        rows = _PEOPLE.run(
            connection, room_id=room_id, **row_parameters([[id_] for id_ in missing])
        )
        return {row[0]: Person(*row) for row in rows}

    return entry.look_up("person", ids, read)


def _people(dialect: str) -> Select[*tuple[Any, ...]]:
    ids = select_columns(bound_columns(dialect, Integer))
    return select(
        Member.id,
        Member.number,
        Member.role,
        Member.removed_at,
        Member.waits_since,
        Member.language,
    ).where(Member.room_id == bindparam("room_id"), Member.id.in_(ids))


_PEOPLE = ReadyStatement(_people)

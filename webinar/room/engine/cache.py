"""Values that the batches of a room read again and again, kept from one to the next.

Valid only for the version that it was kept at: a batch's first statement raises the version and
tells which one it was, so what another process or another kind of batch has changed since is never
missed (members, polls and steps are changed in batches only). A batch takes the room's entry out
and puts it back after its commit, if it ran nothing but what changes none of this: hot commands,
presence, slides. Every other batch, and one that failed, leaves no entry behind.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from webinar.kit.permissions import Role
from webinar.room.rooms.models import Member, MemberNumber, Room

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

ROOMS = 64


@dataclass(frozen=True, slots=True)
class Person:
    """A member as hot commands see them: nothing that could be changed."""

    id: int
    number: MemberNumber
    role: Role
    removed_at: datetime | None
    waits_since: datetime | None = None
    language: str = "en"


@dataclass(slots=True)
class Known:
    """The known state of a room at this version; `version` is None if nothing may be kept.

    `facts` are the features' own, by feature and key: plain values that nobody changes.
    """

    version: int | None = None
    facts: dict[tuple[str, Hashable], Any] = field(default_factory=dict)
    # As the last batch committed it, out of any session.
    room: Room | None = None

    def look_up(
        self,
        feature: str,
        keys: Collection[K],
        read: Callable[[Collection[K]], Mapping[K, V]],
    ) -> dict[K, V]:
        """The facts of these keys; `read` fetches missing ones. A key without a fact is not kept.

        Always read again in a batch whose other commands may change it meanwhile.
        """
        if self.version is None:
            return dict(read(keys))
        facts = self.facts
        found = {key: facts[feature, key] for key in keys if (feature, key) in facts}
        missing = [key for key in keys if key not in found]
        if missing:
            for key, value in read(missing).items():
                found[key] = facts[feature, key] = value
        return found


class Cache:
    """The entries of the rooms that were last busy."""

    def __init__(self, rooms: int = ROOMS) -> None:
        self._most = rooms
        self._rooms: dict[int, Known] = {}

    def __len__(self) -> int:
        return len(self._rooms)

    def take(self, room_id: int) -> Known | None:
        """The room's entry, which is gone from here until `keep` brings it back."""
        return self._rooms.pop(room_id, None)

    def keep(self, room_id: int, known: Known) -> None:
        """Keep this after its commit; the room that was idle for longest makes room."""
        if known.version is None:
            return
        self._rooms[room_id] = known
        while len(self._rooms) > self._most:
            self._rooms.pop(next(iter(self._rooms)))


def people(db: Session, room_id: int, known: Known, ids: Collection[int]) -> dict[int, Person]:
    """These members of the room by id; another room's member is not found."""

    def read(missing: Collection[int]) -> dict[int, Person]:
        rows = db.execute(_PEOPLE, {"room_id": room_id, "ids": list(missing)})
        return {row[0]: Person(*row) for row in rows}

    return known.look_up("person", ids, read)


_PEOPLE = select(
    Member.id, Member.number, Member.role, Member.removed_at, Member.waits_since, Member.language
).where(Member.room_id == bindparam("room_id"), Member.id.in_(bindparam("ids", expanding=True)))

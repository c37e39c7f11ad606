"""A change: one transaction in one room, and what is to be said once it is committed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from webinar.live.wire import Audience, Broadcast
from webinar.rooms.models import Member, Room, TimelineEntry


@dataclass(frozen=True)
class Said:
    """A broadcast on its way out: to its audience, or to one member."""

    broadcast: Broadcast
    member_id: int | None = None


@dataclass
class Change:
    """Handed to actions. `at` is the one instant of the whole batch; the room's row is locked."""

    db: Session
    room: Room
    at: datetime
    outbox: list[Said] = field(default_factory=list)
    stirred: set[tuple[str, str]] = field(default_factory=set)

    def announce(self, broadcast: Broadcast) -> None:
        """Say this to its audience after the commit. Nothing is said if the command is refused."""
        if broadcast.audience is Audience.MEMBER:
            raise ValueError(f"{broadcast.name} is for one member: use tell()")
        self.outbox.append(Said(broadcast))

    def tell(self, member: Member, broadcast: Broadcast) -> None:
        """Say this to all sockets of one member after the commit."""
        self.outbox.append(Said(broadcast, member.id))

    def stir(self, topic: str, key: str = "") -> None:
        """Something frequent has changed: the pulse will say its newest state a moment later."""
        self.stirred.add((topic, key))

    def record(self, kind: str, member: Member | None = None, **detail: Any) -> None:
        """Add to the timeline. Never a vote, never a secret."""
        self.db.add(
            TimelineEntry(
                room_id=self.room.id,
                version=self.room.version,
                at=self.at,
                kind=kind,
                member_id=None if member is None else member.id,
                detail=detail,
            )
        )

"""Writing presence down as it was observed. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from webinar.attendance.finality import is_final
from webinar.attendance.models import Ending, Interval
from webinar.db import upsert
from webinar.live.change import Change
from webinar.live.presence import Sighting
from webinar.proxies.queries import companions
from webinar.rooms.models import RoomState

# A member who returns within this time after the server was killed was not away.
BRIDGE = timedelta(seconds=60)


class Recorder:
    """Writes what one server process observes; `boot` names that process."""

    def __init__(self, boot: str) -> None:
        self._boot = boot

    def __call__(self, change: Change, sightings: Sequence[Sighting]) -> dict[int, datetime] | None:
        """Store these sightings (see `live.presence.Recorder`); again changes nothing."""
        room = change.room
        is_over = room.state is RoomState.ENDED
        if is_final(room, change.at):
            close_room(change.db, room.id)
            return None
        beside = _companions(change, sightings)
        if _has_arrivals(change.db, beside):
            change.stir("room.people")
        sightings = [*sightings, *beside]
        taken_over = self._take_over(change, [one for one in sightings if one.is_new])
        rows = [
            {
                "room_id": room.id,
                "member_id": one.member_id,
                "boot": self._boot,
                "began_at": taken_over.get(one.member_id, one.began_at),
                "last_heard_at": one.last_heard_at,
                # Of a session that is over none stays open, nor did its end make anybody leave.
                "is_open": one.is_open and not is_over,
                "is_bridged": False,
                "ending": None if one.is_open else _ending(one),
            }
            for one in sightings
        ]
        upsert(
            change.db,
            Interval,
            rows,
            keys=["member_id", "boot", "began_at"],
            update=["last_heard_at", "is_open", "ending"],
        )
        return taken_over

    def _take_over(self, change: Change, new: Sequence[Sighting]) -> dict[int, datetime]:
        """Go on with the intervals that a process which is gone left open a moment ago.

        One that has evidence later than ours is another process's own, which goes on with it.
        """
        heard = {one.member_id: one.last_heard_at for one in new}
        if not heard:
            return {}
        orphans = change.db.scalars(
            select(Interval)
            .where(
                Interval.member_id.in_(heard),
                Interval.boot != self._boot,
                Interval.is_open,
                Interval.last_heard_at >= change.at - BRIDGE,
            )
            .order_by(Interval.last_heard_at)
        )
        taken_over = {}
        for orphan in orphans:
            if orphan.last_heard_at > heard[orphan.member_id]:
                continue
            orphan.boot = self._boot
            orphan.is_bridged = True
            taken_over[orphan.member_id] = orphan.began_at
        change.db.flush()
        return taken_over


def _companions(change: Change, sightings: Sequence[Sighting]) -> list[Sighting]:
    """Those without a device are seen wherever the one is seen at whose screen they sit."""
    room_id = change.room.id
    known = change.known.look_up(
        "companions", {room_id}, lambda _ids: {room_id: companions(change.db, room_id)}
    )
    by_facilitator = {one.member_id: one for one in sightings}
    return [
        replace(
            seen,
            member_id=one.member_id,
            began_at=max(seen.began_at, one.since),
        )
        for one in known[room_id]
        if (seen := by_facilitator.get(one.facilitator_id)) and seen.last_heard_at >= one.since
    ]


def _has_arrivals(db: Session, beside: Sequence[Sighting]) -> bool:
    """Whether any of them was not here before. Those with a device are noticed by `Presence`."""
    here = {one.member_id for one in beside if one.is_open}
    if not here:
        return False
    is_known = Interval.is_open & Interval.member_id.in_(here)
    return bool(here - set(db.scalars(select(Interval.member_id).where(is_known))))


def close_room(db: Session, room_id: int) -> None:
    """No interval of an ended session stays open."""
    db.execute(
        update(Interval).where(Interval.room_id == room_id, Interval.is_open).values(is_open=False)
    )


def close_at_end(change: Change) -> None:
    """Who is there when the session ends was there until then, and has not left."""
    close_room(change.db, change.room.id)


def close_orphans(db: Session, now: datetime) -> None:
    """Close what no process has written to for longer than a return could bridge.

    It was cut off by the server that is gone; whoever it was did not leave.
    """
    db.execute(
        update(Interval)
        .where(Interval.is_open, Interval.last_heard_at < now - BRIDGE)
        .values(is_open=False, ending=Ending.LOST)
    )


def _ending(seen: Sighting) -> Ending:
    return Ending.LEFT if seen.has_left else Ending.LOST

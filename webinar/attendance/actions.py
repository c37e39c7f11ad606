"""Writing presence down as it was observed. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from webinar.attendance.finality import takes_evidence
from webinar.attendance.models import Ending, Interval
from webinar.kit.db import upsert
from webinar.live.change import Change
from webinar.live.presence import SILENT_SECONDS, Sighting
from webinar.proxies.queries import Companion, companions
from webinar.rooms.models import RoomState

# A member who returns within this time after the server was killed was not away.
BRIDGE = timedelta(seconds=60)
# Nor one who comes to another process as soon as to the same one.
SILENCE = timedelta(seconds=SILENT_SECONDS)


class Recorder:
    """Writes what one server process observes; `boot` names that process.

    It adds to no rows but its own. Whether another process is dead or goes on hearing the same
    person cannot be known here, and does not matter: attendance is the union of what all wrote.
    """

    def __init__(self, boot: str) -> None:
        self._boot = boot

    def __call__(self, change: Change, sightings: Sequence[Sighting]) -> dict[int, datetime] | None:
        """Store these sightings (see `live.presence.Recorder`); again changes nothing."""
        room = change.room
        is_over = room.state is RoomState.ENDED
        if not takes_evidence(room, change.at):
            close_room(change.db, room.id)
            return None
        began = self._bridge(change, [one for one in sightings if one.is_new])
        sightings = [
            replace(one, began_at=began.get(one.member_id, one.began_at)) for one in sightings
        ]
        halls = _companions(change)
        beside = _beside(halls, sightings)
        if _has_arrivals(change.db, beside):
            change.stir("room.people")
        bridged = {*began, *(one.member_id for one in halls if one.facilitator_id in began)}
        self._close_others(change.db, bridged)
        rows = [
            {
                "room_id": room.id,
                "member_id": one.member_id,
                "boot": self._boot,
                "began_at": one.began_at,
                "last_heard_at": one.last_heard_at,
                # Of a session that is over none stays open, nor did its end make anybody leave.
                "is_open": one.is_open and not is_over,
                "is_bridged": one.member_id in bridged,
                "ending": None if one.is_open else _ending(one),
            }
            for one in [*sightings, *beside]
        ]
        upsert(
            change.db,
            Interval,
            rows,
            keys=["member_id", "boot", "began_at"],
            update=["last_heard_at", "is_open", "ending"],
        )
        return began

    def _bridge(self, change: Change, new: Sequence[Sighting]) -> dict[int, datetime]:
        """Where theirs begin who were heard by another process until a moment ago: there.

        Who was known to be gone by then was away, unless it was no longer than between two links of
        one process; and who was heard there later is there.
        """
        seen = {one.member_id: one for one in new}
        if not seen:
            return {}
        before = change.db.scalars(
            select(Interval)
            .where(
                Interval.member_id.in_(seen),
                Interval.last_heard_at >= change.at - BRIDGE,
            )
            # Of two that end at the same moment the one that began later tells how it ended.
            .order_by(Interval.last_heard_at, Interval.began_at, Interval.id)
        )
        latest = {one.member_id: one for one in before}
        return {
            # One of ours was written and not confirmed: then it goes on as it is.
            member_id: one.began_at if one.boot == self._boot else one.last_heard_at
            for member_id, one in latest.items()
            if _goes_on(one, seen[member_id])
        }

    def _close_others(self, db: Session, member_ids: Collection[int]) -> None:
        """Ours go on where theirs end. A process that is alive opens its own again."""
        if not member_ids:
            return
        theirs = Interval.member_id.in_(member_ids) & (Interval.boot != self._boot)
        db.execute(update(Interval).where(theirs, Interval.is_open).values(is_open=False))


def _goes_on(before: Interval, seen: Sighting) -> bool:
    if before.last_heard_at > seen.last_heard_at:
        return False
    return before.is_open or seen.began_at - before.last_heard_at < SILENCE


def _companions(change: Change) -> tuple[Companion, ...]:
    """Those without a device are seen wherever the one is seen at whose screen they sit."""
    room_id = change.room.id
    known = change.known.look_up(
        "companions", {room_id}, lambda _ids: {room_id: companions(change.db, room_id)}
    )
    return known[room_id]


def _beside(halls: Sequence[Companion], sightings: Sequence[Sighting]) -> list[Sighting]:
    by_facilitator = {one.member_id: one for one in sightings}
    return [
        replace(
            seen,
            member_id=one.member_id,
            began_at=max(seen.began_at, one.since),
        )
        for one in halls
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

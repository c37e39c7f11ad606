"""Storing presence as it was observed. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from webinar.kit.db import upsert
from webinar.live.presence.finality import takes_evidence
from webinar.live.proxies.queries import Companion, companions
from webinar.room.engine.change import Change
from webinar.room.engine.models import Ending, Interval
from webinar.room.engine.presence import SILENT_SECONDS, Sighting
from webinar.room.rooms.models import RoomState

# Within this time after the server was killed, a returning member was not away.
BRIDGE = timedelta(seconds=60)
# Within this time, a member who moves to another process was not away either, just as a member who
# reconnects to the same process.
SILENCE = timedelta(seconds=SILENT_SECONDS)


class Recorder:
    """Writes the observations of one server process; `boot` names that process.

    It adds only rows of its own process. It cannot know whether another process is dead or still
    hears the same person, and need not know: attendance is the union of all processes' intervals.
    """

    def __init__(self, boot: str) -> None:
        self._boot = boot

    def __call__(self, change: Change, sightings: Sequence[Sighting]) -> dict[int, datetime] | None:
        """Store these sightings (see `engine.presence.Recorder`); a repetition changes nothing."""
        room = change.room
        is_over = room.state is RoomState.ENDED
        if not takes_evidence(room, change.at):
            close_room(change.db, room.id)
            return None
        began = self._bridge(change, [sighting for sighting in sightings if sighting.is_new])
        sightings = [
            replace(sighting, began_at=began.get(sighting.member_id, sighting.began_at))
            for sighting in sightings
        ]
        halls = _companions(change)
        beside = _beside(halls, sightings)
        if _has_arrivals(change.db, beside):
            change.stir("room.people")
        bridged = {*began, *(hall.member_id for hall in halls if hall.facilitator_id in began)}
        self._close_others(change.db, bridged)
        rows = [
            {
                "room_id": room.id,
                "member_id": one.member_id,
                "boot": self._boot,
                "began_at": one.began_at,
                "last_heard_at": one.last_heard_at,
                # A finished session has no open intervals, and its ending is not a departure.
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
        """Return an earlier beginning for each person heard until a moment ago, by member id.

        If another process heard the person, the new interval begins with the last evidence there.
        A person whose interval there was closed was away, unless the gap is as short as one between
        two links to one process. A person whom the other process heard later is still there.
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
            # If two end at the same moment, the one that began later decides how they ended.
            .order_by(Interval.last_heard_at, Interval.began_at, Interval.id)
        )
        latest = {one.member_id: one for one in before}
        return {
            # This process has written the interval without a confirmation: continue it unchanged.
            member_id: one.began_at if one.boot == self._boot else one.last_heard_at
            for member_id, one in latest.items()
            if _goes_on(one, seen[member_id])
        }

    def _close_others(self, db: Session, member_ids: Collection[int]) -> None:
        """Close the intervals of other processes, which ours continue.

        A process that is still alive opens its own intervals again.
        """
        if not member_ids:
            return
        theirs = Interval.member_id.in_(member_ids) & (Interval.boot != self._boot)
        db.execute(update(Interval).where(theirs, Interval.is_open).values(is_open=False))


def _goes_on(before: Interval, seen: Sighting) -> bool:
    if before.last_heard_at > seen.last_heard_at:
        return False
    return before.is_open or seen.began_at - before.last_heard_at < SILENCE


def _companions(change: Change) -> tuple[Companion, ...]:
    """Return the people without a device: they are seen whenever their hall's facilitator is."""
    room_id = change.room.id
    known = change.cache_entry.look_up(
        "companions", {room_id}, lambda _ids: {room_id: companions(change.db, room_id)}
    )
    return known[room_id]


def _beside(halls: Sequence[Companion], sightings: Sequence[Sighting]) -> list[Sighting]:
    """Return sightings of the companions, made from those of their facilitators."""
    by_facilitator = {sighting.member_id: sighting for sighting in sightings}
    return [
        replace(
            seen,
            member_id=hall.member_id,
            began_at=max(seen.began_at, hall.since),
        )
        for hall in halls
        if (seen := by_facilitator.get(hall.facilitator_id)) and seen.last_heard_at >= hall.since
    ]


def _has_arrivals(db: Session, beside: Sequence[Sighting]) -> bool:
    """Whether a companion has just arrived. `Presence` itself notices people with a device."""
    here = {one.member_id for one in beside if one.is_open}
    if not here:
        return False
    is_known = Interval.is_open & Interval.member_id.in_(here)
    return bool(here - set(db.scalars(select(Interval.member_id).where(is_known))))


def close_room(db: Session, room_id: int) -> None:
    """Close all open intervals of an ended session."""
    db.execute(
        update(Interval).where(Interval.room_id == room_id, Interval.is_open).values(is_open=False)
    )


def close_at_end(change: Change) -> None:
    """Close the intervals at the end of the session; the people present then have not left."""
    close_room(change.db, change.room.id)


def close_orphans(db: Session, now: datetime) -> None:
    """Close intervals that no process has updated for so long that no return can continue them.

    Their server died and cut them off; the people did not leave.
    """
    db.execute(
        update(Interval)
        .where(Interval.is_open, Interval.last_heard_at < now - BRIDGE)
        .values(is_open=False, ending=Ending.LOST)
    )


def _ending(seen: Sighting) -> Ending:
    return Ending.LEFT if seen.has_left else Ending.LOST

"""Stores presence as it was observed. No Flask, no Socket.IO, no commit."""

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
from webinar.room.engine.lifecycle import LEFT
from webinar.room.engine.models import Ending, Interval
from webinar.room.engine.presence import Sighting
from webinar.room.engine.stays import SILENT_SECONDS
from webinar.room.rooms.models import RoomState

# Within this time after the server was killed, a returning member was not away.
BRIDGE = timedelta(seconds=60)
# Within this time, a member who moves to another process was not away either, just as a member who
# reconnects to the same process.
SILENCE = timedelta(seconds=SILENT_SECONDS)


class Recorder:
    """Writes the observations of one server process; `boot` names that process.

    It adds rows only for its own process. It cannot know whether another process is dead or still
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
        beginnings = self._bridge(change, [sighting for sighting in sightings if sighting.is_new])
        sightings = [
            replace(sighting, began_at=beginnings.get(sighting.member_id, sighting.began_at))
            for sighting in sightings
        ]
        hall_companions = _companions(change)
        companion_sightings = _companion_sightings(hall_companions, sightings)
        if _has_arrivals(change.db, companion_sightings):
            change.stir("room.people")
        bridged_ids = {
            *beginnings,
            *(
                companion.member_id
                for companion in hall_companions
                if companion.facilitator_id in beginnings
            ),
        }
        self._close_others(change.db, bridged_ids)
        rows = [
            {
                "room_id": room.id,
                "member_id": sighting.member_id,
                "boot": self._boot,
                "began_at": sighting.began_at,
                "last_heard_at": sighting.last_heard_at,
                # A finished session has no open intervals, and its ending is not a departure.
                "is_open": sighting.is_open and not is_over,
                "is_bridged": sighting.member_id in bridged_ids,
                "ending": None if sighting.is_open else _ending(sighting),
            }
            for sighting in [*sightings, *companion_sightings]
        ]
        upsert(
            change.db,
            Interval,
            rows,
            keys=["member_id", "boot", "began_at"],
            update=["last_heard_at", "is_open", "ending"],
        )
        if room.state is RoomState.LIVE and _follow_departures(change, sightings):
            return beginnings
        change.pass_quietly()
        return beginnings

    def _bridge(self, change: Change, arrivals: Sequence[Sighting]) -> dict[int, datetime]:
        """Return an earlier beginning for each person heard until a moment ago, by member id.

        If another process heard the person, the new interval begins with the last evidence there.
        A person whose interval there was closed was away, unless the gap is as short as one between
        two links to one process. A person whom the other process heard later is still there.
        """
        sightings = {sighting.member_id: sighting for sighting in arrivals}
        if not sightings:
            return {}
        recent = change.db.scalars(
            select(Interval)
            .where(
                Interval.member_id.in_(sightings),
                Interval.last_heard_at >= change.at - BRIDGE,
            )
            # If two end at the same moment, the one that began later decides how they ended.
            .order_by(Interval.last_heard_at, Interval.began_at, Interval.id)
        )
        latest = {interval.member_id: interval for interval in recent}
        return {
            # This process has written the interval without a confirmation: continue it unchanged.
            member_id: interval.began_at if interval.boot == self._boot else interval.last_heard_at
            for member_id, interval in latest.items()
            if _continues(interval, sightings[member_id])
        }

    def _close_others(self, db: Session, member_ids: Collection[int]) -> None:
        """Close the intervals of other processes, which this process's intervals continue.

        A process that is still alive opens its own intervals again.
        """
        if not member_ids:
            return
        written_by_others = Interval.member_id.in_(member_ids) & (Interval.boot != self._boot)
        db.execute(
            update(Interval).where(written_by_others, Interval.is_open).values(is_open=False)
        )


def _follow_departures(change: Change, sightings: Sequence[Sighting]) -> bool:
    """Let features act on those who have left, and are not open on a page of another process.

    Return whether there was anybody to act on.
    """
    left_ids = {sighting.member_id for sighting in sightings if sighting.has_left}
    if not left_ids:
        return False
    is_elsewhere = Interval.is_open & Interval.member_id.in_(left_ids)
    left_ids -= set(change.db.scalars(select(Interval.member_id).where(is_elsewhere)))
    for follow in LEFT if left_ids else ():
        follow(change, left_ids)
    return bool(left_ids)


def _continues(interval: Interval, sighting: Sighting) -> bool:
    if interval.last_heard_at > sighting.last_heard_at:
        return False
    return interval.is_open or sighting.began_at - interval.last_heard_at < SILENCE


def _companions(change: Change) -> tuple[Companion, ...]:
    """Return the people without a device: they are seen whenever their hall's facilitator is."""
    room_id = change.room.id
    by_room = change.cache_entry.look_up(
        "companions", {room_id}, lambda _ids: {room_id: companions(change.db, room_id)}
    )
    return by_room[room_id]


def _companion_sightings(
    hall_companions: Sequence[Companion], sightings: Sequence[Sighting]
) -> list[Sighting]:
    """Return sightings of the companions, made from those of their facilitators."""
    by_facilitator = {sighting.member_id: sighting for sighting in sightings}
    return [
        replace(
            sighting,
            member_id=companion.member_id,
            began_at=max(sighting.began_at, companion.since),
        )
        for companion in hall_companions
        if (sighting := by_facilitator.get(companion.facilitator_id))
        and sighting.last_heard_at >= companion.since
    ]


def _has_arrivals(db: Session, sightings: Sequence[Sighting]) -> bool:
    """Return whether a companion has just arrived.

    `Presence` itself notices the arrival of people who have a device.
    """
    present_ids = {sighting.member_id for sighting in sightings if sighting.is_open}
    if not present_ids:
        return False
    is_stored = Interval.is_open & Interval.member_id.in_(present_ids)
    return bool(present_ids - set(db.scalars(select(Interval.member_id).where(is_stored))))


def close_room(db: Session, room_id: int) -> None:
    """Close all open intervals of an ended session."""
    db.execute(
        update(Interval).where(Interval.room_id == room_id, Interval.is_open).values(is_open=False)
    )


def close_at_end(change: Change) -> None:
    """Close the intervals at the end of the session; the people present then have not left."""
    close_room(change.db, change.room.id)


def close_orphans(db: Session, now: datetime) -> None:
    """Close the intervals that no process has updated for longer than `BRIDGE`.

    No return can continue them. Their server died; the people did not leave.
    """
    db.execute(
        update(Interval)
        .where(Interval.is_open, Interval.last_heard_at < now - BRIDGE)
        .values(is_open=False, ending=Ending.LOST)
    )


def _ending(sighting: Sighting) -> Ending:
    return Ending.LEFT if sighting.has_left else Ending.LOST

"""Attendance of a session, computed from the intervals in which members were seen. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.intervals import Presence, Stretch, presence
from webinar.kit.loop_turns import in_turns
from webinar.kit.permissions import HOST_ROLES, Role
from webinar.live.proxies.queries import hall_names
from webinar.results.attendance.share import due_minutes, session_share
from webinar.room.engine.models import Interval
from webinar.room.rooms.models import Member, MemberNumber, Room
from webinar.room.rooms.queries import is_counted


@dataclass(frozen=True)
class Attendance:
    """One member's presence. `is_bridged`: the server was restarted while the member was there.

    `due_minutes` is the part of the planned time that has taken place. `hall` names the hall, if
    the presence comes at least partly from another person's device there.
    """

    member: MemberNumber
    name: str
    language: str
    role: Role
    joined_at: datetime
    presence: Presence
    is_bridged: bool
    due_minutes: int
    hall: str = ""

    @property
    def minutes(self) -> int:
        return self.presence.minutes

    @property
    def percent(self) -> int | None:
        """The whole percentage of the due minutes, at most 100; None if no minutes are due."""
        return session_share(self.minutes, self.due_minutes)


@dataclass(frozen=True)
class Sighting:
    """One observed interval: its member and stretch, and whether the server restarted during it."""

    member_id: int
    stretch: Stretch
    is_bridged: bool


def attendance(
    db: Session, room: Room, now: datetime | None = None, *, hosts_only: bool = False
) -> list[Attendance]:
    """Return one row per member in the order of their numbers, including hosts and absent members.

    Members who were never let in are left out.
    """
    let_in = Member.waits_since.is_(None)
    statement = select(Member).where(Member.room_id == room.id, let_in, is_counted())
    if hosts_only:
        statement = statement.where(Member.role.in_(HOST_ROLES))
    members = list(in_turns(db.scalars(statement.order_by(Member.number))))
    end = room.ended_at or now or clock.now()
    sightings = _sightings(db, room, [member.id for member in members] if hosts_only else None)
    rows = compute(members, sightings, room.started_at, end, room.planned_minutes)
    names = hall_names(db, room)
    halls: dict[int, str] = {member.number: names.get(member.id, "") for member in members}
    return [replace(row, hall=halls[row.member]) if halls[row.member] else row for row in rows]


def compute(
    members: Iterable[Member],
    sightings: Iterable[Sighting],
    begin: datetime | None,
    end: datetime,
    planned_minutes: int,
) -> list[Attendance]:
    """Compute the rows of `attendance` without a database.

    If the session has not started (`begin` is None), nobody was present.
    """
    sightings_by_member: dict[int, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        sightings_by_member[sighting.member_id].append(sighting)
    due = due_minutes(begin, end, planned_minutes)
    return [
        _row(member, sightings_by_member[member.id], begin, end, due)
        for member in in_turns(members)
    ]


def _row(
    member: Member,
    sightings: list[Sighting],
    begin: datetime | None,
    end: datetime,
    due: int,
) -> Attendance:
    return Attendance(
        member=member.number,
        name=member.name,
        language=member.language,
        role=member.role,
        joined_at=member.joined_at,
        presence=presence((sighting.stretch for sighting in sightings), begin, end),
        is_bridged=any(sighting.is_bridged for sighting in sightings),
        due_minutes=due,
    )


def _sightings(db: Session, room: Room, member_ids: Sequence[int] | None) -> list[Sighting]:
    # An open interval, too, ends when the member was last heard from: being open does not prove
    # that the member is there now.
    statement = select(
        Interval.member_id, Interval.began_at, Interval.last_heard_at, Interval.is_bridged
    ).where(Interval.room_id == room.id)
    rows = db.execute(
        statement if member_ids is None else statement.where(Interval.member_id.in_(member_ids))
    )
    return [
        Sighting(member_id, Stretch(begin, end), is_bridged)
        for member_id, begin, end, is_bridged in in_turns(rows)
    ]

"""Each person's total attendance in a series.

`totals` reads the register of each session; `add_up` adds up these plain records.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from webinar.kit import clock, concurrency
from webinar.kit.loop_turns import in_turns
from webinar.learn.identity.keys import Identity
from webinar.live.presence.finality import is_final
from webinar.results.attendance.register import Attendee, Register, register
from webinar.results.attendance.share import session_share
from webinar.results.series import queries
from webinar.results.series.models import Series
from webinar.results.series.sums import Part, Sums
from webinar.room.rooms.models import Room


@dataclass(frozen=True)
class HeldSession:
    """A session that was held. `due_minutes`: the planned minutes, or those that took place."""

    room_id: int
    code: str
    title: str
    started_at: datetime | None
    time_zone: str
    planned_minutes: int
    due_minutes: int


@dataclass(frozen=True)
class Total(Sums):
    """A person's total. A guest belongs to one session only.

    `percent` is the share of the minutes due in the sessions in which the person was expected; see
    `session_share`.
    """

    identity: Identity
    name: str
    language: str
    rank: str
    unit: str
    email: str
    phone: str
    external_id: str
    planned_minutes: int
    due_minutes: int

    @property
    def is_guest(self) -> bool:
        return self.identity.kind != "person"

    @property
    def percent(self) -> int | None:
        return session_share(self.minutes, self.due_minutes)


@dataclass(frozen=True)
class SeriesTotals:
    """The totals. `rows` are the people of rosters in the order of appearance, then the guests."""

    sessions: tuple[HeldSession, ...]
    rows: tuple[Total, ...]

    @property
    def people(self) -> tuple[Total, ...]:
        return tuple(row for row in self.rows if not row.is_guest)

    @property
    def guests(self) -> tuple[Total, ...]:
        return tuple(row for row in self.rows if row.is_guest)


def part_of(attendee: Attendee) -> Part:
    return Part(
        attendee.status, attendee.credited_minutes, attendee.measured.answered, attendee.attended
    )


def totals(db: Session, series: Series, rooms: Sequence[Room] | None = None) -> SeriesTotals:
    """Return the totals over the sessions that were held and are final, in the series' order.

    `rooms` are the sessions of the series that the reader may know of; by default all.
    """
    series_rooms = queries.sessions_of(db, series) if rooms is None else rooms
    rooms = [room for room in series_rooms if was_held(room)]
    registers = []
    for room in rooms:
        registers.append(register(db, room))
        concurrency.sleep(0)
    held_sessions = [
        _held_session(room, room_register)
        for room, room_register in zip(rooms, registers, strict=True)
    ]
    return add_up(held_sessions, registers)


def was_held(room: Room) -> bool:
    """Whether the session took place and its figures are final: sums must not be preliminary."""
    return room.started_at is not None and is_final(room, clock.now())


def add_up(sessions: Sequence[HeldSession], registers: Sequence[Register]) -> SeriesTotals:
    """Add up the registers, one for each session, in their order."""
    parts: dict[Identity, list[Part | None]] = {}
    last_seen: dict[Identity, Attendee] = {}
    for place, room_register in enumerate(registers):
        for attendee in in_turns(room_register.attendees):
            last_seen[attendee.identity] = attendee
            person_parts = parts.setdefault(attendee.identity, [None] * len(sessions))
            person_parts[place] = part_of(attendee)
    rows = [
        _total(last_seen[identity], person_parts, sessions)
        for identity, person_parts in parts.items()
    ]
    # The sort is stable: both groups keep the order in which the people were found.
    rows.sort(key=lambda row: row.is_guest)
    return SeriesTotals(tuple(sessions), tuple(rows))


def _total(
    attendee: Attendee, parts: Sequence[Part | None], sessions: Sequence[HeldSession]
) -> Total:
    expected_sessions = [
        session for session, part in zip(sessions, parts, strict=True) if part is not None
    ]
    return Total(
        identity=attendee.identity,
        name=attendee.name,
        language=attendee.language,
        rank=attendee.rank,
        unit=attendee.unit,
        email=attendee.email,
        phone=attendee.phone,
        external_id=attendee.external_id,
        parts=tuple(parts),
        planned_minutes=sum(session.planned_minutes for session in expected_sessions),
        due_minutes=sum(session.due_minutes for session in expected_sessions),
    )


def _held_session(room: Room, room_register: Register) -> HeldSession:
    return HeldSession(
        room_id=room.id,
        code=room.code,
        title=room.title,
        started_at=room.started_at,
        time_zone=room.time_zone,
        planned_minutes=room.planned_minutes,
        due_minutes=room_register.frame.minutes,
    )

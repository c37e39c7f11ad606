"""The people in reports and protocols: one row per person, even if they used several devices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit.intervals import Presence
from webinar.kit.loop_turns import in_turns
from webinar.kit.permissions import Role
from webinar.results.attendance.queries import Attendance, attendance
from webinar.results.attendance.register import Attendee, Register, register
from webinar.results.attendance.rules import Frame
from webinar.results.attendance.share import session_share
from webinar.results.reports.session import ReportedSession
from webinar.room.rooms.models import Member, MemberNumber, Room


@dataclass(frozen=True)
class PersonRow:
    """One person, or one host; hosts are never corrected.

    `presence` is measured; `minutes` are the credited minutes, out of `due_minutes`. `member` is
    the person's first number in the session, None for a person who attended only by a correction.
    """

    member: MemberNumber | None
    name: str
    language: str
    role: Role
    presence: Presence
    minutes: int
    due_minutes: int
    attended: bool
    is_bridged: bool
    hall: str

    @property
    def measured_minutes(self) -> int:
        return self.presence.minutes

    @property
    def percent(self) -> int | None:
        return session_share(self.minutes, self.due_minutes)


@dataclass(frozen=True)
class Persons:
    """The hosts, and the participants: everybody who joined, or attended by a correction.

    `register` is the register that the participants come from.
    """

    hosts: Sequence[PersonRow]
    participants: Sequence[PersonRow]
    register: Register


def persons(db: Session, room: Room, session: ReportedSession) -> Persons:
    return persons_of(db, room, register(db, room, session.as_of), session)


def persons_of(
    db: Session, room: Room, session_register: Register, session: ReportedSession
) -> Persons:
    """Return the people of a register that was already read."""
    hosts = attendance(db, room, session.as_of, hosts_only=True)
    return Persons(
        [_host(host) for host in hosts],
        [
            _participant(attendee, session_register.frame)
            for attendee in in_turns(session_register.attendees)
            if attendee.members or attendee.attended
        ],
        session_register,
    )


def typed_names(db: Session, room: Room) -> dict[int, str]:
    """Return the names that members have in the session, by number."""
    rows = db.execute(select(Member.number, Member.name).where(Member.room_id == room.id))
    return {number: name for number, name in in_turns(rows)}


def _host(host: Attendance) -> PersonRow:
    return PersonRow(
        member=host.member,
        name=host.name,
        language=host.language,
        role=host.role,
        presence=host.presence,
        minutes=host.minutes,
        due_minutes=host.due_minutes,
        attended=bool(host.presence.stretches),
        is_bridged=host.is_bridged,
        hall=host.hall,
    )


def _participant(attendee: Attendee, frame: Frame) -> PersonRow:
    return PersonRow(
        member=attendee.members[0] if attendee.members else None,
        name=attendee.name,
        language=attendee.language,
        role=Role.PARTICIPANT,
        presence=attendee.measured.presence,
        minutes=attendee.credited_minutes,
        due_minutes=frame.minutes,
        attended=attendee.attended,
        is_bridged=attendee.is_bridged,
        hall=attendee.hall,
    )

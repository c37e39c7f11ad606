"""The people in a session, as its exports list them: first the hosts, then everybody else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webinar.kit.files.tables import Someone, clean
from webinar.kit.intervals import Presence
from webinar.kit.loop_turns import in_turns
from webinar.kit.permissions import Role
from webinar.people.accounts.models import User
from webinar.results.attendance.models import Correction, Status
from webinar.results.attendance.queries import Attendance, attendance
from webinar.results.attendance.register import Attendee, register
from webinar.results.attendance.rules import Frame, Judged
from webinar.results.attendance.share import session_share
from webinar.room.cohorts.models import Invited, Match, Person
from webinar.room.rooms.models import Member, MemberNumber, Room


@dataclass(frozen=True)
class Corrected:
    """An organiser's correction; if a field is None, the measured value holds."""

    status: Status | None
    minutes: int | None
    reason: str
    by: Someone
    at: datetime


@dataclass(frozen=True)
class AttendanceRecord:
    """One person, or one host; hosts are not judged, and have no `status` or `credited_minutes`.

    `members` are the person's numbers in the session; a person who never came has none.
    `due_minutes` is the part of the planned time that has taken place. `listed_at` is the time the
    person was put on the roster, or for a guest the time they joined.
    """

    who: Someone
    members: tuple[MemberNumber, ...]
    role: Role
    language: str
    joined_at: datetime | None
    listed_at: datetime | None
    presence: Presence
    due_minutes: int
    is_bridged: bool
    hall: str
    email: str = ""
    phone: str = ""
    rank: str = ""
    position: str = ""
    unit: str = ""
    external_id: str = ""
    is_guest: bool | None = None
    status: Status | None = None
    judged: Judged | None = None
    credited_minutes: int | None = None
    answered: int | None = None
    asked: int | None = None
    later_minutes: int = 0
    corrected: Corrected | None = None

    @property
    def measured_minutes(self) -> int:
        return self.presence.minutes

    @property
    def percent(self) -> int | None:
        """The credited share of the minutes due; for hosts the measured share."""
        credited = self.credited_minutes
        return session_share(
            self.measured_minutes if credited is None else credited, self.due_minutes
        )


def attendance_records(db: Session, room: Room, as_of: datetime) -> list[AttendanceRecord]:
    """Return the hosts by number, the roster in its order, then the guests by number."""
    known = _Known(db, room)
    hosts = attendance(db, room, as_of, hosts_only=True)
    found = register(db, room, as_of)
    return [known.host(row) for row in hosts] + [
        known.attendee(attendee, found.frame) for attendee in in_turns(found.attendees)
    ]


class _Known:
    """The facts that do not concern presence, read once for all people."""

    def __init__(self, db: Session, room: Room) -> None:
        numbers = select(Member.number, Member.joined_at).where(Member.room_id == room.id)
        self._joined = {number: at for number, at in in_turns(db.execute(numbers))}
        users = select(Member.number, User.email).join(User, User.id == Member.user_id)
        self._mail = {
            number: email for number, email in db.execute(users.where(Member.room_id == room.id))
        }
        self._added = _added(db, room)
        self._authors = _authors(db, room)

    def host(self, row: Attendance) -> AttendanceRecord:
        return AttendanceRecord(
            who=Someone(clean(row.name), f"#{row.member}"),
            members=(row.member,),
            role=row.role,
            language=row.language,
            joined_at=row.joined_at,
            listed_at=row.joined_at,
            presence=row.presence,
            due_minutes=row.due_minutes,
            is_bridged=row.is_bridged,
            hall=row.hall,
            email=self._mail.get(row.member, ""),
        )

    def attendee(self, one: Attendee, frame: Frame) -> AttendanceRecord:
        joined = min((self._joined[number] for number in one.members), default=None)
        return AttendanceRecord(
            who=Someone(clean(one.name), f"#{one.members[0]}" if one.members else one.page_key),
            members=one.members,
            role=Role.PARTICIPANT,
            language=one.language,
            joined_at=joined,
            listed_at=joined if one.person_id is None else self._added.get(one.person_id),
            presence=one.measured.presence,
            due_minutes=frame.minutes,
            is_bridged=one.is_bridged,
            hall=one.hall,
            email=one.email,
            phone=one.phone,
            rank=one.rank,
            position=one.position,
            unit=one.unit,
            external_id=one.external_id,
            is_guest=one.person_id is None,
            status=one.status,
            judged=one.judged,
            credited_minutes=one.credited_minutes,
            answered=one.measured.answered,
            asked=frame.polls,
            later_minutes=one.later_minutes,
            corrected=self._corrected(one.correction),
        )

    def _corrected(self, row: Correction | None) -> Corrected | None:
        if row is None:
            return None
        by = Someone(self._authors.get(row.by_user_id, ""), f"u{row.by_user_id}")
        return Corrected(row.status, row.minutes, row.reason, by, row.corrected_at)


def _added(db: Session, room: Room) -> Mapping[int, datetime]:
    """Return when each invited or matched person was added to the roster, by the person's id."""
    matched = select(Match.person_id).where(Match.room_id == room.id)
    invited = select(Invited.cohort_id).where(Invited.room_id == room.id)
    rows = db.execute(
        select(Person.id, Person.added_at).where(
            or_(Person.id.in_(matched), Person.cohort_id.in_(invited))
        )
    )
    return {person_id: at for person_id, at in in_turns(rows)}


def _authors(db: Session, room: Room) -> Mapping[int, str]:
    """Return the names of the users who made corrections, by user id."""
    corrected = select(Correction.by_user_id).where(Correction.room_id == room.id)
    rows = db.execute(select(User.id, User.name).where(User.id.in_(corrected)))
    return {user_id: clean(name) for user_id, name in rows}

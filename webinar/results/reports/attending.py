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
class CorrectionRecord:
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

    person: Someone
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
    polls_answered: int | None = None
    polls_asked: int | None = None
    later_minutes: int = 0
    correction: CorrectionRecord | None = None

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
    reader = _RecordReader(db, room)
    hosts = attendance(db, room, as_of, hosts_only=True)
    session_register = register(db, room, as_of)
    return [reader.host_record(row) for row in hosts] + [
        reader.attendee_record(attendee, session_register.frame)
        for attendee in in_turns(session_register.attendees)
    ]


class _RecordReader:
    """Makes the records. It reads the facts that do not concern presence once for all people."""

    def __init__(self, db: Session, room: Room) -> None:
        numbers = select(Member.number, Member.joined_at).where(Member.room_id == room.id)
        self._joined = {number: at for number, at in in_turns(db.execute(numbers))}
        users = select(Member.number, User.email).join(User, User.id == Member.user_id)
        self._emails = {
            number: email for number, email in db.execute(users.where(Member.room_id == room.id))
        }
        self._listed_at = _listed_at(db, room)
        self._authors = _authors(db, room)

    def host_record(self, row: Attendance) -> AttendanceRecord:
        return AttendanceRecord(
            person=Someone(clean(row.name), f"#{row.member}"),
            members=(row.member,),
            role=row.role,
            language=row.language,
            joined_at=row.joined_at,
            listed_at=row.joined_at,
            presence=row.presence,
            due_minutes=row.due_minutes,
            is_bridged=row.is_bridged,
            hall=row.hall,
            email=self._emails.get(row.member, ""),
        )

    def attendee_record(self, attendee: Attendee, frame: Frame) -> AttendanceRecord:
        joined = min((self._joined[number] for number in attendee.members), default=None)
        return AttendanceRecord(
            person=Someone(
                clean(attendee.name),
                f"#{attendee.members[0]}" if attendee.members else attendee.page_key,
            ),
            members=attendee.members,
            role=Role.PARTICIPANT,
            language=attendee.language,
            joined_at=joined,
            listed_at=joined
            if attendee.person_id is None
            else self._listed_at.get(attendee.person_id),
            presence=attendee.measured.presence,
            due_minutes=frame.minutes,
            is_bridged=attendee.is_bridged,
            hall=attendee.hall,
            email=attendee.email,
            phone=attendee.phone,
            rank=attendee.rank,
            position=attendee.position,
            unit=attendee.unit,
            external_id=attendee.external_id,
            is_guest=attendee.person_id is None,
            status=attendee.status,
            judged=attendee.judged,
            credited_minutes=attendee.credited_minutes,
            polls_answered=attendee.measured.answered,
            polls_asked=frame.polls,
            later_minutes=attendee.later_minutes,
            correction=self._correction(attendee.correction),
        )

    def _correction(self, row: Correction | None) -> CorrectionRecord | None:
        if row is None:
            return None
        author = Someone(self._authors.get(row.by_user_id, ""), f"u{row.by_user_id}")
        return CorrectionRecord(row.status, row.minutes, row.reason, author, row.corrected_at)


def _listed_at(db: Session, room: Room) -> Mapping[int, datetime]:
    """Return when each invited or matched person was added to the roster, by the person's id."""
    matched_ids = select(Match.person_id).where(Match.room_id == room.id)
    invited_cohorts = select(Invited.cohort_id).where(Invited.room_id == room.id)
    rows = db.execute(
        select(Person.id, Person.added_at).where(
            or_(Person.id.in_(matched_ids), Person.cohort_id.in_(invited_cohorts))
        )
    )
    return {person_id: at for person_id, at in in_turns(rows)}


def _authors(db: Session, room: Room) -> Mapping[int, str]:
    """Return the names of the users who made corrections, by user id."""
    author_ids = select(Correction.by_user_id).where(Correction.room_id == room.id)
    rows = db.execute(select(User.id, User.name).where(User.id.in_(author_ids)))
    return {user_id: clean(name) for user_id, name in rows}

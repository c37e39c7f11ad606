"""Reading certificates and their rules. Writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webinar.content.editions.content import module_of
from webinar.kit.languages import LANGUAGES
from webinar.kit.tokens import read_code
from webinar.kit.zones import local_time
from webinar.learn.courses.models import Course
from webinar.learn.courses.queries import find_own_course
from webinar.learn.courses.queries import title_in as course_title
from webinar.live.presence.finality import is_final
from webinar.people.accounts.models import User
from webinar.results.attendance.models import FrozenReport
from webinar.results.certificates.models import Certificate, CertificateRule
from webinar.results.series.models import Series, SeriesSession
from webinar.results.series.queries import find_own_series
from webinar.room.cohorts.queries import is_forgotten
from webinar.room.rooms.models import Room, RoomState
from webinar.room.rooms.planning import DEFAULT_ZONE
from webinar.room.rooms.titles import title_in
from webinar.room.sessions.agenda import find_own_room


@dataclass(frozen=True)
class Scope:
    """The subject of a certificate: a session, a series with its sessions in order, or a course.

    `zone` is set for a course only: the time zone of its organiser. The sessions of a course do not
    matter here, so a course has no `rooms`.
    """

    rooms: tuple[Room, ...]
    series: Series | None = None
    course: Course | None = None
    zone: str = ""

    @property
    def room_id(self) -> int | None:
        """The id of the one session; None for a series or a course."""
        return None if self.series or self.course else self.rooms[0].id

    @property
    def course_id(self) -> int | None:
        return self.course.id if self.course else None

    @property
    def series_id(self) -> int | None:
        return self.series.id if self.series else None

    @property
    def is_over(self) -> bool:
        if self.course is not None:
            return True
        return bool(self.rooms) and all(room.state is RoomState.ENDED for room in self.rooms)

    def last_to_become_final(self, now: datetime) -> Room | None:
        """Return the session whose figures become final last; None if all figures are final."""
        arriving = [room for room in self.rooms if room.ended_at and not is_final(room, now)]
        return max(arriving, key=lambda room: room.ended_at or now, default=None)

    @property
    def planned_minutes(self) -> int:
        if self.course is not None:
            return module_of(self.course.edition).minutes
        return sum(room.planned_minutes for room in self.rooms)

    @property
    def completed_on(self) -> date:
        """The day on which the last session ended, in its own zone. Valid only once `is_over`."""
        ends = [room.ended_at for room in self.rooms if room.ended_at is not None]
        return local_time(max(ends), self.time_zone).date()

    @property
    def time_zone(self) -> str:
        """The zone of the session that ended last, else of the last one; `zone` for a course."""
        if self.course is not None:
            return self.zone
        if not self.rooms:
            return DEFAULT_ZONE
        ends = [(room.ended_at, place) for place, room in enumerate(self.rooms) if room.ended_at]
        return self.rooms[max(ends)[1] if ends else -1].time_zone

    def title_in(self, language: str) -> str:
        """Return the title to use if the rule gives none. Call it while the database is open."""
        if self.course is not None:
            return course_title(self.course, language)
        return self.series.title if self.series else title_in(self.rooms[0], language)

    def titles(self) -> dict[str, str]:
        """Return these titles by language."""
        return {language: self.title_in(language) for language in LANGUAGES}


def find_own_scope(
    db: Session, user: User, code: str, series_id: int, course_id: int = 0
) -> Scope | None:
    """Return the course if its id is given, else the session of the code, else the series.

    Return None both if it does not exist and if it is another user's.
    """
    if course_id:
        course = find_own_course(db, user, course_id)
        return None if course is None else _scope_of_course(db, course)
    if code:
        room = find_own_room(db, user, read_code(code))
        return None if room is None else Scope((room,))
    series = find_own_series(db, user, series_id)
    return None if series is None else _scope_of_series(db, series)


def scope_of(db: Session, rule: CertificateRule) -> Scope:
    """Return the session, series or course of the rule, whoever owns it."""
    if rule.course_id is not None:
        return _scope_of_course(db, db.get_one(Course, rule.course_id))
    if rule.series_id is not None:
        return _scope_of_series(db, db.get_one(Series, rule.series_id))
    return Scope((db.get_one(Room, rule.room_id),))


def zone_of(db: Session, certificate: Certificate) -> str:
    """Return the time zone of the certificate's session, series or course, for its days."""
    return scope_of(db, db.get_one(CertificateRule, certificate.rule_id)).time_zone


def find_rule(db: Session, scope: Scope) -> CertificateRule | None:
    return db.scalar(
        select(CertificateRule).filter_by(
            room_id=scope.room_id, series_id=scope.series_id, course_id=scope.course_id
        )
    )


def find_certificate(db: Session, code: str) -> Certificate | None:
    """Return the certificate of a code, revoked or not; None if no certificate has the code."""
    return db.scalar(select(Certificate).filter_by(code=code)) if code else None


def revoked_ids(db: Session) -> Sequence[str]:
    """Return the ids of all revoked credentials."""
    statement = select(Certificate.credential_id).where(Certificate.revoked_at.is_not(None))
    return db.scalars(statement.order_by(Certificate.revoked_at, Certificate.id)).all()


def are_frozen(db: Session, scope: Scope) -> bool:
    """Return whether each session has a frozen attendance report, or can no longer have one."""
    ids = {room.id for room in scope.rooms if not is_forgotten(db, room)}
    frozen = set(db.scalars(select(FrozenReport.room_id).where(FrozenReport.room_id.in_(ids))))
    return ids <= frozen


def _scope_of_course(db: Session, course: Course) -> Scope:
    owner = db.get_one(User, course.owner_id)
    return Scope((), course=course, zone=owner.time_zone or DEFAULT_ZONE)


def _scope_of_series(db: Session, series: Series) -> Scope:
    return Scope(tuple(_rooms_of(db, series)), series)


def _rooms_of(db: Session, series: Series) -> Sequence[Room]:
    """Return the series' sessions, without those that ended without having started.

    Nobody missed such sessions: they were called off, for example.
    """
    rooms_in_series = select(Room).join(SeriesSession, SeriesSession.room_id == Room.id)
    statement = rooms_in_series.where(
        SeriesSession.series_id == series.id,
        or_(Room.state != RoomState.ENDED, Room.started_at.is_not(None)),
    )
    return db.scalars(statement.order_by(SeriesSession.position)).all()

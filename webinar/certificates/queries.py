"""Reads of certificates and of their rules. Writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from webinar.accounts.models import User, UserRole
from webinar.attendance.models import FrozenReport
from webinar.certificates.models import Certificate, CertificateRule
from webinar.cohorts.models import Match, Person
from webinar.cohorts.queries import is_forgotten
from webinar.courses.models import Course, JoinedLearner, Learner
from webinar.courses.queries import find_own_course, itself
from webinar.courses.queries import title_in as course_title
from webinar.languages import LANGUAGES
from webinar.rooms.agenda import find_own_room
from webinar.rooms.models import Member, Room, RoomState
from webinar.rooms.planning import DEFAULT_ZONE, local_time
from webinar.rooms.titles import title_in
from webinar.series.models import Series, SeriesSession
from webinar.slides.editions import module_of
from webinar.tokens import read_code

# Guests of courses, and the people of a roster whom they turned out to be.
_Joined = (
    select(JoinedLearner.learner_id, Learner.person_id)
    .join(Learner, Learner.id == JoinedLearner.into_id)
    .subquery()
)


@dataclass(frozen=True)
class Scope:
    """What a certificate is of: a session, a series with its sessions in their order, a course.

    `zone` is that of the course's organiser: a course has none, and no sessions that must be over.
    """

    rooms: tuple[Room, ...]
    series: Series | None = None
    course: Course | None = None
    zone: str = ""

    @property
    def room_id(self) -> int | None:
        """Of the one session; none of a series or a course."""
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
        return bool(self.rooms) and all(one.state is RoomState.ENDED for one in self.rooms)

    @property
    def planned_minutes(self) -> int:
        if self.course is not None:
            return module_of(self.course.edition).minutes
        return sum(one.planned_minutes for one in self.rooms)

    @property
    def completed_on(self) -> date:
        """The day on which the last session ended, in its own zone. To be asked once it is over."""
        ended = [one.ended_at for one in self.rooms if one.ended_at is not None]
        return local_time(max(ended), self.time_zone).date()

    @property
    def time_zone(self) -> str:
        """That of the session that ended last, else of the last one."""
        if self.course is not None:
            return self.zone
        if not self.rooms:
            return DEFAULT_ZONE
        ended = [(one.ended_at, place) for place, one in enumerate(self.rooms) if one.ended_at]
        return self.rooms[max(ended)[1] if ended else -1].time_zone

    def title_in(self, language: str) -> str:
        """What it is called if the rule says nothing; to be asked while the database is open."""
        if self.course is not None:
            return course_title(self.course, language)
        return self.series.title if self.series else title_in(self.rooms[0], language)

    def titles(self) -> dict[str, str]:
        return {language: self.title_in(language) for language in LANGUAGES}


@dataclass(frozen=True)
class Holder:
    """Whose certificate it is, as the roster says now; of a guest, as they typed it."""

    person_id: int | None
    member_id: int | None
    name: str
    rank: str
    learner_id: int | None = None


def find_own_scope(
    db: Session, user: User, code: str, series_id: int, course_id: int = 0
) -> Scope | None:
    """The session of this code, else the course, else the series; unknown and somebody else's look
    the same.
    """
    if course_id:
        course = find_own_course(db, user, course_id)
        return None if course is None else _scope_of_course(db, course)
    if code:
        room = find_own_room(db, user, read_code(code))
        return None if room is None else Scope((room,))
    found = select(Series).filter_by(id=series_id)
    if user.role is not UserRole.ADMIN:
        found = found.filter_by(owner_id=user.id)
    series = db.scalar(found)
    return None if series is None else _scope_of_series(db, series)


def zone_of(db: Session, certificate: Certificate) -> str:
    """The time zone in which what it is of took place: its days are days there."""
    rule = db.get_one(CertificateRule, certificate.rule_id)
    if rule.course_id is not None:
        return _scope_of_course(db, db.get_one(Course, rule.course_id)).time_zone
    if rule.series_id is not None:
        return _scope_of_series(db, db.get_one(Series, rule.series_id)).time_zone
    return Scope((db.get_one(Room, rule.room_id),)).time_zone


def find_rule(db: Session, scope: Scope) -> CertificateRule | None:
    return db.scalar(
        select(CertificateRule).filter_by(
            room_id=scope.room_id, series_id=scope.series_id, course_id=scope.course_id
        )
    )


def issued_by(db: Session, rule: CertificateRule) -> Sequence[Certificate]:
    """All that were issued by this rule in the order in which they were, revoked ones too."""
    found = select(Certificate).filter_by(rule_id=rule.id)
    return db.scalars(found.order_by(Certificate.id)).all()


def find_certificate(db: Session, code: str) -> Certificate | None:
    """By its code, whether it is revoked or not."""
    return db.scalar(select(Certificate).filter_by(code=code)) if code else None


def of_person(db: Session, person_id: int) -> Sequence[Certificate]:
    """Those that a person holds, the newest first: issued to them on the roster, or to a guest of
    whom an organiser said later that it was them. Revoked ones are not among them.
    """
    guests = select(Match.member_id).where(Match.person_id == person_id)
    joined = select(_Joined.c.learner_id).where(_Joined.c.person_id == person_id)
    found = select(Certificate).where(
        or_(
            Certificate.person_id == person_id,
            Certificate.member_id.in_(guests),
            Certificate.learner_id.in_(joined),
        ),
        Certificate.revoked_at.is_(None),
    )
    return db.scalars(found.order_by(Certificate.id.desc())).all()


def of_learner(db: Session, learner: Learner) -> Sequence[Certificate]:
    """Those of their course that hold: issued to them as a guest, a member or a person."""
    rules = select(CertificateRule.id).where(CertificateRule.course_id == learner.course_id)
    found = select(Certificate).where(
        or_(
            Certificate.learner_id == learner.id,
            Certificate.learner_id.in_(
                select(JoinedLearner.learner_id).where(JoinedLearner.into_id == learner.id)
            ),
            _is(Certificate.person_id, learner.person_id),
            _is(Certificate.member_id, learner.member_id),
        ),
        Certificate.rule_id.in_(rules),
        Certificate.revoked_at.is_(None),
    )
    return db.scalars(found.order_by(Certificate.id)).all()


def _is(column: InstrumentedAttribute[int | None], value: int | None) -> ColumnElement[bool]:
    return false() if value is None else column == value


def holder_of(db: Session, certificate: Certificate) -> Holder:
    """Who holds it, by what is known of them now."""
    person_id = certificate.person_id
    if certificate.learner_id is not None:
        learner = itself(db, db.get_one(Learner, certificate.learner_id))
        if learner.person_id is None:
            return Holder(None, None, learner.name, "", learner.id)
        person_id = learner.person_id
    elif person_id is None:
        person_id = db.scalar(
            select(Match.person_id).where(Match.member_id == certificate.member_id)
        )
    if person_id is not None:
        person = db.get_one(Person, person_id)
        return Holder(person.id, None, person.name, person.rank)
    member = db.get_one(Member, certificate.member_id)
    return Holder(None, member.id, member.name, "")


def keys_held(
    db: Session, rule: CertificateRule, *, revoked_too: bool = False
) -> dict[tuple[str, int], Certificate]:
    """Those that hold, by holder: `p` and a person, `m` and a member who is known as none, or `l`
    and a guest of a course.
    """
    found = (
        select(Certificate, func.coalesce(Match.person_id, _Joined.c.person_id))
        .outerjoin(Match, Match.member_id == Certificate.member_id)
        .outerjoin(_Joined, _Joined.c.learner_id == Certificate.learner_id)
        .where(Certificate.rule_id == rule.id)
        .order_by(Certificate.id)
    )
    if not revoked_too:
        found = found.where(Certificate.revoked_at.is_(None))
    rows = db.execute(found)
    held = {}
    for certificate, matched in rows:
        person_id = certificate.person_id or matched
        held[_key(certificate, person_id)] = certificate
    return held


def _key(certificate: Certificate, person_id: int | None) -> tuple[str, int]:
    if person_id is not None:
        return ("p", person_id)
    if certificate.learner_id is not None:
        return ("l", certificate.learner_id)
    return ("m", certificate.member_id or 0)


def revoked(db: Session) -> Sequence[str]:
    """The ids of all credentials that do not hold any more."""
    found = select(Certificate.credential_id).where(Certificate.revoked_at.is_not(None))
    return db.scalars(found.order_by(Certificate.revoked_at, Certificate.id)).all()


def are_frozen(db: Session, scope: Scope) -> bool:
    """Whether each session has an attendance report that is final, or can have none any more."""
    ids = {one.id for one in scope.rooms if not is_forgotten(db, one)}
    frozen = set(db.scalars(select(FrozenReport.room_id).where(FrozenReport.room_id.in_(ids))))
    return ids <= frozen


def _scope_of_course(db: Session, course: Course) -> Scope:
    owner = db.get_one(User, course.owner_id)
    return Scope((), course=course, zone=owner.time_zone or DEFAULT_ZONE)


def _scope_of_series(db: Session, series: Series) -> Scope:
    return Scope(tuple(_rooms_of(db, series)), series)


def _rooms_of(db: Session, series: Series) -> Sequence[Room]:
    """Without what was called off, or ended before it began: nobody can have missed that."""
    places = select(Room).join(SeriesSession, SeriesSession.room_id == Room.id)
    found = places.where(
        SeriesSession.series_id == series.id,
        or_(Room.state != RoomState.ENDED, Room.started_at.is_not(None)),
    )
    return db.scalars(found.order_by(SeriesSession.position)).all()

"""The holders of certificates, by what is known of people now. Writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from webinar.certificates.models import Certificate, CertificateRule
from webinar.cohorts.models import Match, Person
from webinar.courses.models import JoinedLearner, Learner
from webinar.courses.queries import itself
from webinar.kit.errors import Refused
from webinar.rooms.models import Member

# Guests of courses, and the people of a roster whom they turned out to be.
_Joined = (
    select(JoinedLearner.learner_id, Learner.person_id)
    .join(Learner, Learner.id == JoinedLearner.into_id)
    .subquery()
)


# A holder's key: `p` and a person, `m` and a member of a session matched to no person,
# or `l` and a guest of a course.
Key = tuple[str, int]


@dataclass(frozen=True)
class Holder:
    """A certificate's holder, as the roster says now; a guest, as they typed their name."""

    person_id: int | None
    member_id: int | None
    name: str
    rank: str
    learner_id: int | None = None


def of_person(db: Session, person_id: int) -> Sequence[Certificate]:
    """A person's valid certificates, the newest first: issued to them on the roster, or to a guest
    whom an organiser later matched to them.
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
    """A learner's valid certificates of their course: issued to them as guest, member or person."""
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


def has_certificate(db: Session, learner: Learner) -> bool:
    """Whether one was issued to them as a guest of a course. One that was revoked counts, too."""
    issued = select(Certificate.id).filter_by(learner_id=learner.id)
    return db.scalar(issued.limit(1)) is not None


def check_forgetting(db: Session, learner: Learner) -> None:
    """Refused: `has_certificate`, which is forgotten with a guest only if that is asked for."""
    if has_certificate(db, learner):
        raise Refused("has_certificate")


def _is(column: InstrumentedAttribute[int | None], value: int | None) -> ColumnElement[bool]:
    return false() if value is None else column == value


def holder_of(db: Session, certificate: Certificate) -> Holder:
    """The certificate's holder, by what is known of them now."""
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


def issued_by(db: Session, rule: CertificateRule) -> list[tuple[Key, Certificate]]:
    """All that were issued by this rule, in their order and revoked ones too, each with as whom it
    is held now.
    """
    found = (
        select(Certificate, func.coalesce(Match.person_id, _Joined.c.person_id))
        .outerjoin(Match, Match.member_id == Certificate.member_id)
        .outerjoin(_Joined, _Joined.c.learner_id == Certificate.learner_id)
        .where(Certificate.rule_id == rule.id)
        .order_by(Certificate.id)
    )
    return [(_key(one, one.person_id or matched), one) for one, matched in db.execute(found)]


def keys_held(db: Session, rule: CertificateRule, *, revoked_too: bool = False) -> set[Key]:
    """The keys of all who hold a certificate by this rule or, if `revoked_too`, ever held one."""
    issued = issued_by(db, rule)
    return {key for key, one in issued if revoked_too or one.revoked_at is None}


def _key(certificate: Certificate, person_id: int | None) -> Key:
    if person_id is not None:
        return ("p", person_id)
    if certificate.learner_id is not None:
        return ("l", certificate.learner_id)
    return ("m", certificate.member_id or 0)

"""The holders of certificates, as people are matched and named now. Writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.learn.courses.models import Learner
from webinar.learn.identity.keys import Identity
from webinar.learn.identity.queries import (
    identity_of,
    learners_of_person,
    members_of_person,
    present_identities,
)
from webinar.results.certificates.models import Certificate, CertificateRule
from webinar.room.cohorts.models import Person
from webinar.room.rooms.models import Member


@dataclass(frozen=True)
class Holder:
    """A certificate's holder, named as on the roster now; a guest has the name that they typed."""

    identity: Identity
    name: str
    rank: str


def valid_certificates(db: Session, holder: Identity) -> Sequence[Certificate]:
    """Return the holder's valid certificates, the newest first."""
    statement = select(Certificate).where(_is_held_by(holder), Certificate.revoked_at.is_(None))
    return db.scalars(statement.order_by(Certificate.id.desc())).all()


def certificates_of_learner(db: Session, learner: Learner) -> Sequence[Certificate]:
    """Return a learner's certificates of their course, as guest, member or person; revoked, too."""
    rules = select(CertificateRule.id).where(CertificateRule.course_id == learner.course_id)
    statement = select(Certificate).where(
        _is_held_by(Identity.of_learner(learner)), Certificate.rule_id.in_(rules)
    )
    return db.scalars(statement.order_by(Certificate.id)).all()


def _is_held_by(holder: Identity) -> ColumnElement[bool]:
    """Return a condition for the certificates of a holder.

    A person also holds the certificates of guests of sessions or courses who were matched to that
    person later.
    """
    if holder.kind == "learner":
        return Certificate.learner_id == holder.id
    if holder.kind == "member":
        return Certificate.member_id == holder.id
    return or_(
        Certificate.person_id == holder.id,
        Certificate.member_id.in_(members_of_person(holder.id)),
        Certificate.learner_id.in_(learners_of_person(holder.id)),
    )


def has_certificate(db: Session, learner: Learner) -> bool:
    """Return whether a certificate, valid or revoked, was issued to this guest of a course."""
    statement = select(Certificate.id).filter_by(learner_id=learner.id)
    return db.scalar(statement.limit(1)) is not None


def check_forgetting(db: Session, learner: Learner) -> None:
    """Raise `Refused`: `has_certificate`, if a certificate was issued to this guest of a course.

    Callers skip this check if they are asked to delete the guest's certificates, too.
    """
    if has_certificate(db, learner):
        raise Refused("has_certificate")


def holder_of(db: Session, certificate: Certificate) -> Holder:
    """Return the certificate's holder, matched and named as now."""
    identity = identity_of(db, _original_holder(certificate))
    if identity.kind == "person":
        person = db.get_one(Person, identity.id)
        return Holder(identity, person.name, person.rank)
    if identity.kind == "member":
        return Holder(identity, db.get_one(Member, identity.id).name, "")
    return Holder(identity, db.get_one(Learner, identity.id).name, "")


def issued_certificates(db: Session, rule: CertificateRule) -> list[tuple[Identity, Certificate]]:
    """Return all certificates issued by this rule, even revoked ones, in the order of their issue.

    Each comes with the present identity of its holder.
    """
    statement = select(Certificate).filter_by(rule_id=rule.id).order_by(Certificate.id)
    issued = [(_original_holder(certificate), certificate) for certificate in db.scalars(statement)]
    identities = present_identities(db, (holder for holder, _ in issued))
    return [(identities[holder], certificate) for holder, certificate in issued]


def holders_of(db: Session, rule: CertificateRule, *, revoked_too: bool = False) -> set[Identity]:
    """Return the people who hold a certificate by this rule or, if `revoked_too`, ever held one."""
    statement = select(Certificate.person_id, Certificate.member_id, Certificate.learner_id).where(
        Certificate.rule_id == rule.id
    )
    if not revoked_too:
        statement = statement.where(Certificate.revoked_at.is_(None))
    holders = {Identity.of(*ids) for ids in db.execute(statement)}
    return set(present_identities(db, holders).values())


def _original_holder(certificate: Certificate) -> Identity:
    return Identity.of(certificate.person_id, certificate.member_id, certificate.learner_id)

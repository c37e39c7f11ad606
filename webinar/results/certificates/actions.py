"""Setting a certificate rule; issuing, revoking and replacing certificates. No Flask, no commit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.text import one_line
from webinar.learn.identity.keys import Identity
from webinar.learn.identity.queries import present_identities
from webinar.people.audit.actions import note
from webinar.results.certificates.emblems import Picture, keep_emblem
from webinar.results.certificates.holders import holders_of
from webinar.results.certificates.models import (
    AutomaticCertificates,
    Certificate,
    CertificateRule,
    Design,
)
from webinar.results.certificates.numbers import take_number

# In characters.
REASON_LENGTH = 300


@dataclass(frozen=True)
class TypedRule:
    """The organiser's requirements and the texts for the paper; see `CertificateRule`."""

    percent: int | None
    polls: int | None
    mark: int | None
    titles: dict[str, str]
    minutes: int
    signers: list[dict[str, Any]]
    design: str = Design.CLASSIC.value


@dataclass(frozen=True)
class Draft:
    """A certificate that is signed, but not yet issued.

    `emblem` is a picture to keep, or the digest of one that is kept already.
    """

    code: str
    credential_id: str
    credential: str
    holder: Identity
    name: str
    rank: str
    language: str
    title: str
    minutes: int
    completed_on: date
    signers: list[dict[str, Any]]
    issued_at: datetime
    design: str = Design.CLASSIC.value
    institution: str = ""
    emblem: Picture | str | None = None


def set_rule(
    db: Session,
    room_id: int | None,
    series_id: int | None,
    user_id: int,
    typed: TypedRule,
    at: datetime,
    *,
    course_id: int | None = None,
) -> CertificateRule:
    """Change what earns a certificate from now on. Certificates already issued stay as they are."""
    statement = select(CertificateRule).filter_by(
        room_id=room_id, series_id=series_id, course_id=course_id
    )
    rule = db.scalar(statement.with_for_update())
    if rule is None:
        rule = CertificateRule(room_id=room_id, series_id=series_id, course_id=course_id)
        db.add(rule)
    rule.percent, rule.polls, rule.mark = typed.percent, typed.polls, typed.mark
    rule.titles, rule.minutes, rule.signers = typed.titles, typed.minutes, typed.signers
    rule.design = typed.design
    rule.changed_by, rule.changed_at = user_id, at
    db.flush()
    note(
        db,
        "certificate_rule.set",
        user_id,
        room_id=room_id,
        rule=rule.id,
        series=series_id,
        course=course_id,
        percent=typed.percent,
        polls=typed.polls,
        mark=typed.mark,
        minutes=typed.minutes,
    )
    return rule


def issue(
    db: Session,
    rule_id: int,
    changed_at: datetime,
    user_id: int,
    drafts: Sequence[Draft],
    *,
    revoked_too: bool = False,
    by_itself: bool = False,
) -> int:
    """Issue the drafts whose holders have no certificate yet under this rule; return their number.

    With `revoked_too`, holders of a revoked certificate get none either. `by_itself` says in the
    audit log that nobody pressed a button; `user_id` is then the user who allowed it, and nothing
    is issued if that was taken back meanwhile. `changed_at` is the value that the rule had when the
    holders were judged by it. Raises `Refused`: `certificate_rule_changed`, if the rule was changed
    meanwhile.
    """
    rule = lock_rule(db, rule_id)
    if by_itself and db.get(AutomaticCertificates, rule_id) is None:
        return 0
    if rule.changed_at != changed_at:
        raise Refused("certificate_rule_changed")
    holders = holders_of(db, rule, revoked_too=revoked_too)
    identities = present_identities(db, (draft.holder for draft in drafts))
    issued_count = 0
    for draft in drafts:
        holder = identities[draft.holder]
        if holder not in holders:
            _add_certificate(db, rule, user_id, draft, None, by_itself=by_itself)
            holders.add(holder)
            issued_count += 1
    return issued_count


def revoke(
    db: Session, rule_id: int, certificate_id: int, user_id: int, reason: str, at: datetime
) -> None:
    """Revoke a certificate for a `reason`.

    Raises `Refused`: `certificate_reason`, `certificate_unknown`, `certificate_revoked`.
    """
    rule = lock_rule(db, rule_id)
    _revoke(db, rule, certificate_id, user_id, reason, at)


def replace(
    db: Session, rule_id: int, certificate_id: int, user_id: int, reason: str, draft: Draft
) -> None:
    """Revoke a certificate and issue `draft` in its place. Raises the errors of `revoke`."""
    rule = lock_rule(db, rule_id)
    old = _revoke(db, rule, certificate_id, user_id, reason, draft.issued_at)
    _add_certificate(db, rule, user_id, draft, old.id)


def lock_rule(db: Session, rule_id: int) -> CertificateRule:
    """Lock the rule, so that organisers issue by it in turns and nobody gets two certificates."""
    return db.scalars(select(CertificateRule).filter_by(id=rule_id).with_for_update()).one()


def _revoke(
    db: Session, rule: CertificateRule, certificate_id: int, user_id: int, reason: str, at: datetime
) -> Certificate:
    reason_line = one_line(reason, REASON_LENGTH, "certificate_reason")
    statement = select(Certificate).filter_by(id=certificate_id, rule_id=rule.id)
    certificate = db.scalar(statement)
    if certificate is None:
        raise Refused("certificate_unknown")
    if certificate.revoked_at is not None:
        raise Refused("certificate_revoked")
    certificate.revoked_at, certificate.revoked_by = at, user_id
    certificate.revoked_because = reason_line
    # Flush before a replacement is added: a holder may have only one valid certificate of a rule.
    db.flush()
    note(
        db,
        "certificate.revoked",
        user_id,
        room_id=rule.room_id,
        certificate=certificate.id,
        rule=rule.id,
    )
    return certificate


def _add_certificate(
    db: Session,
    rule: CertificateRule,
    user_id: int,
    draft: Draft,
    replaces_id: int | None,
    *,
    by_itself: bool = False,
) -> None:
    emblem = draft.emblem
    if isinstance(emblem, Picture):
        keep_emblem(db, emblem)
        emblem = emblem.digest
    certificate = Certificate(
        code=draft.code,
        number=take_number(db, draft.issued_at.year),
        rule_id=rule.id,
        person_id=draft.holder.person_id,
        member_id=draft.holder.member_id,
        learner_id=draft.holder.learner_id,
        name=draft.name,
        rank=draft.rank,
        language=draft.language,
        title=draft.title,
        minutes=draft.minutes,
        completed_on=draft.completed_on,
        signers=draft.signers,
        design=draft.design,
        institution=draft.institution,
        emblem=emblem,
        issued_by=user_id,
        issued_at=draft.issued_at,
        credential_id=draft.credential_id,
        credential=draft.credential,
        replaces_id=replaces_id,
        revoked_because="",
    )
    db.add(certificate)
    db.flush()
    note(
        db,
        "certificate.issued",
        user_id,
        room_id=rule.room_id,
        certificate=certificate.id,
        rule=rule.id,
        replaces=replaces_id,
        **({"by_itself": True} if by_itself else {}),
    )

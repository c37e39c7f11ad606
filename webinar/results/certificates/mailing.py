"""Certificates that can be mailed, and each claimed before it is. No Flask, no commit."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.people.accounts.models import User
from webinar.people.audit.actions import note
from webinar.results.certificates.actions import lock_rule
from webinar.results.certificates.holders import issued_certificates
from webinar.results.certificates.models import Certificate, CertificateRule
from webinar.results.certificates.queries import Scope
from webinar.room.cohorts.dates import RETRIED
from webinar.room.cohorts.inviting import SENDING, UNDER_WAY
from webinar.room.cohorts.models import Person


class Mailable(NamedTuple):
    """A valid certificate whose holder has this address now."""

    certificate: Certificate
    address: str


def mailables(db: Session, rule: CertificateRule) -> list[Mailable]:
    """Return the valid certificates of people on a roster who have an address, in their order."""
    valid = [
        (holder, certificate)
        for holder, certificate in issued_certificates(db, rule)
        if certificate.revoked_at is None and holder.person_id is not None
    ]
    ids = {holder.person_id for holder, _ in valid}
    addresses = {
        person_id: email
        for person_id, email in db.execute(
            select(Person.id, Person.email).where(Person.id.in_(ids), Person.email != "")
        )
    }
    return [
        Mailable(certificate, addresses[holder.id])
        for holder, certificate in valid
        if holder.id in addresses
    ]


def is_unsent(certificate: Certificate) -> bool:
    """Whether the certificate was not mailed yet, and mailing it has not failed for good."""
    return certificate.mailed_at is None or certificate.mail_failed in RETRIED


def is_to_send(certificate: Certificate) -> bool:
    """Whether a letter to all goes to this holder: also if the address was refused before.

    It may have been corrected meanwhile.
    """
    return certificate.mailed_at is None or certificate.mail_failed not in ("", SENDING)


def state_of(certificate: Certificate) -> str:
    """Return a word for how far the mailing is, by which a form says what its reader saw."""
    at = certificate.mailed_at
    return "0" if at is None else str(round(at.timestamp() * 1000))


def answers_to(db: Session, scope: Scope) -> tuple[str, str]:
    """Return the name and address of the owner, who reads answers to the letters."""
    thing = scope.course or scope.series or scope.rooms[0]
    owner = db.get_one(User, thing.owner_id)
    return owner.name, owner.email


def claim(
    db: Session, rule_id: int, ids: Collection[int], seen: Mapping[int, str] | None = None
) -> list[int]:
    """Claim the certificates with these ids that were not mailed and are not being mailed.

    They are marked before the letters are sent, so that pressing twice sends one letter. If the
    organiser asks for some of them, even those that were mailed, `seen` has the `state_of` each
    that the organiser saw; one that was mailed since is left out.
    """
    lock_rule(db, rule_id)
    now, claimed = clock.now(), []
    statement = select(Certificate).where(
        Certificate.rule_id == rule_id, Certificate.revoked_at.is_(None)
    )
    for certificate in db.scalars(statement.order_by(Certificate.id)):
        if certificate.id not in ids or _is_under_way(certificate, now):
            continue
        if seen is None:
            is_wanted = is_to_send(certificate)
        else:
            is_wanted = seen.get(certificate.id) == state_of(certificate)
        if is_wanted:
            certificate.mailed_at, certificate.mail_failed = now, SENDING
            claimed.append(certificate.id)
    return claimed


def settle(
    db: Session,
    rule_id: int,
    user_id: int,
    claimed: Sequence[int],
    errors: Mapping[int, str],
    *,
    by_itself: bool = False,
) -> None:
    """Record the result of each claimed letter; `errors` has "" for each that was sent."""
    if not claimed:
        return
    rule = lock_rule(db, rule_id)
    for certificate in db.scalars(select(Certificate).where(Certificate.id.in_(claimed))):
        certificate.mailed_at = clock.now()
        certificate.mail_failed = errors.get(certificate.id, "later")
    sent = sum(errors.get(number, "later") == "" for number in claimed)
    note(
        db,
        "certificates.mailed",
        user_id,
        room_id=rule.room_id,
        rule=rule.id,
        sent=sent,
        failed=len(claimed) - sent,
        **({"by_itself": True} if by_itself else {}),
    )


def _is_under_way(certificate: Certificate, now: datetime) -> bool:
    at = certificate.mailed_at
    return certificate.mail_failed == SENDING and at is not None and at > now - UNDER_WAY

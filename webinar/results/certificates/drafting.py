"""Drafting certificates before they are issued: their words, their codes and their signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from flask import current_app
from flask_babel import force_locale

from config import Settings
from webinar.kit import concurrency
from webinar.kit.errors import Refused
from webinar.kit.language_fallback import resolve
from webinar.kit.languages import LANGUAGES
from webinar.kit.loop_turns import in_turns
from webinar.kit.signing_keys import NoKey, Ring
from webinar.results.certificates import codes, credential, words
from webinar.results.certificates.actions import Draft
from webinar.results.certificates.credential import Badge, Issuer
from webinar.results.certificates.holders import Holder
from webinar.results.certificates.models import Certificate, CertificateRule
from webinar.results.certificates.paper import Shown
from webinar.results.certificates.words import AnyTerms

# The number of certificates that are worded in one turn: each takes a third of a millisecond.
WORDED_IN_A_TURN = 30


@dataclass(frozen=True)
class Wanted:
    """A certificate to issue: its holder, its language, and the text on it."""

    holder: Holder
    language: str
    title: str
    minutes: int
    completed_on: date
    signers: list[dict[str, Any]]


def issuer_of(settings: Settings) -> Issuer:
    """Return the issuer with the name that the operator has set, or else the server's host name."""
    name = settings.issuer_name or urlsplit(settings.public_url).hostname or settings.public_url
    return Issuer(settings.public_url, name)


def ring_of(settings: Settings) -> Ring:
    return Ring(settings.signing_key_file, settings.instance / "signing" / "published")


def wanted(
    rule: CertificateRule, holder: Holder, language: str, titles: dict[str, str], day: date
) -> Wanted:
    """Return the certificate by the present rule. `titles` fill gaps in the rule's titles."""
    title = resolve({**titles, **rule.titles}, language)[1]
    return Wanted(holder, language, title, rule.minutes, day, rule.signers)


def instead_of(old: Certificate, holder: Holder) -> Wanted:
    """Return the old certificate's content, but with the holder's present name and rank."""
    return Wanted(holder, old.language, old.title, old.minutes, old.completed_on, old.signers)


def draft(
    wanted: Sequence[Wanted], rule_id: int, terms: AnyTerms, settings: Settings, at: datetime
) -> list[Draft]:
    """Return signed drafts. Signing hundreds takes a while, so it is done off the loop.

    Refused: `certificate_key`.
    """
    issuer = issuer_of(settings)
    badges = [_badge(holder, rule_id, terms, at) for holder in in_turns(wanted, WORDED_IN_A_TURN)]
    try:
        signed = concurrency.offload(_sign, badges, issuer, ring_of(settings))
    except (NoKey, OSError) as error:
        current_app.logger.error("certificates cannot be signed: %s", error)
        raise Refused("certificate_key") from error
    return [
        Draft(
            code=codes.new(),
            credential_id=badge.credential_id,
            credential=token,
            holder=one.holder.identity,
            name=one.holder.name,
            rank=one.holder.rank,
            language=one.language,
            title=one.title,
            minutes=one.minutes,
            completed_on=one.completed_on,
            signers=one.signers,
            issued_at=at,
        )
        for one, badge, token in zip(wanted, badges, signed, strict=True)
    ]


def shown_of(certificate: Certificate) -> Shown:
    """Return the content that a page or paper shows of the certificate."""
    return Shown(
        certificate.code,
        certificate.name,
        certificate.rank,
        certificate.language,
        certificate.title,
        certificate.minutes,
        certificate.completed_on,
        certificate.signers,
    )


def _badge(one: Wanted, rule_id: int, terms: AnyTerms, at: datetime) -> Badge:
    with force_locale(LANGUAGES[one.language].locale):
        return Badge(
            credential_id=str(uuid4()),
            rule_id=rule_id,
            name=one.holder.name,
            title=one.title,
            language=one.language,
            description=words.description(one.title, one.minutes, one.completed_on),
            earned=words.earned(one.title, one.minutes),
            criteria=words.narrative(terms),
            completed_on=one.completed_on,
            issued_at=at,
        )


def _sign(badges: Sequence[Badge], issuer: Issuer, ring: Ring) -> list[str]:
    key = ring.signing_key()
    return [
        credential.sign(credential.credential_of(badge, issuer), issuer, key, badge.issued_at)
        for badge in badges
    ]

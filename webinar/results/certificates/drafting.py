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
from webinar.results.certificates.emblem_file import CannotDraw, read_emblem
from webinar.results.certificates.emblems import Picture
from webinar.results.certificates.holders import Holder
from webinar.results.certificates.models import Certificate, CertificateRule
from webinar.results.certificates.paper import VisibleContent
from webinar.results.certificates.queries import Scope
from webinar.results.certificates.standing import Standing
from webinar.results.certificates.words import AnyTerms

# The number of certificates that are worded in one turn: each takes a third of a millisecond.
WORDED_IN_A_TURN = 30


@dataclass(frozen=True)
class PlannedCertificate:
    """A certificate to issue: its holder, its language, and the text on it.

    `minutes` is the duration that the paper shows. Without an `institution`, it is the server's
    present one, with its emblem; with one, `emblem` is the digest of the emblem, if there is one.
    """

    holder: Holder
    language: str
    title: str
    minutes: int
    completed_on: date
    signers: list[dict[str, Any]]
    design: str
    institution: str | None = None
    emblem: str | None = None


def issuer_of(settings: Settings) -> Issuer:
    """Return the issuer with the name that the operator has set, or else the server's host name."""
    name = settings.issuer_name or urlsplit(settings.public_url).hostname or settings.public_url
    return Issuer(settings.public_url, name)


def institution_of(settings: Settings) -> str:
    """Return the name at the head of the paper; empty if the operator has set none."""
    return settings.issuer_name or settings.site_name


def ring_of(settings: Settings) -> Ring:
    """Return the server's set of signing keys."""
    return Ring(settings.signing_key_file, settings.instance / "signing" / "published")


def planned_certificate(
    rule: CertificateRule, scope: Scope, standing: Standing, language: str = ""
) -> PlannedCertificate:
    """Return the certificate by the present rule, by default in the language of its holder.

    The scope's titles fill gaps in the rule's titles.
    """
    language = language or standing.language
    holder = Holder(standing.identity, standing.name, standing.rank)
    title = resolve({**scope.titles(), **rule.titles}, language)[1]
    day = standing.completed_on or scope.completed_on
    return PlannedCertificate(holder, language, title, rule.minutes, day, rule.signers, rule.design)


def replacement_of(old: Certificate, holder: Holder) -> PlannedCertificate:
    """Return the old certificate's content, but with the holder's present name and rank."""
    return PlannedCertificate(
        holder,
        old.language,
        old.title,
        old.minutes,
        old.completed_on,
        old.signers,
        old.design,
        old.institution,
        old.emblem,
    )


def draft(
    certificates: Sequence[PlannedCertificate],
    rule_id: int,
    terms: AnyTerms,
    settings: Settings,
    at: datetime,
) -> list[Draft]:
    """Return signed drafts. Signing hundreds takes a while, so it is done off the loop.

    Raises `Refused`: `certificate_key`, `certificate_emblem`.
    """
    issuer, institution = issuer_of(settings), institution_of(settings)
    badges = [
        _badge(certificate, rule_id, terms, at)
        for certificate in in_turns(certificates, WORDED_IN_A_TURN)
    ]
    try:
        tokens = concurrency.offload(_sign, badges, issuer, ring_of(settings))
    except (NoKey, OSError) as error:
        current_app.logger.error("certificates cannot be signed: %s", error)
        raise Refused("certificate_key") from error
    emblem = _present_emblem(settings)
    return [
        Draft(
            code=codes.new(),
            credential_id=badge.credential_id,
            credential=token,
            holder=certificate.holder.identity,
            name=certificate.holder.name,
            rank=certificate.holder.rank,
            language=certificate.language,
            title=certificate.title,
            minutes=certificate.minutes,
            completed_on=certificate.completed_on,
            signers=certificate.signers,
            design=certificate.design,
            institution=institution if certificate.institution is None else certificate.institution,
            emblem=emblem if certificate.institution is None else certificate.emblem,
            issued_at=at,
        )
        for certificate, badge, token in zip(certificates, badges, tokens, strict=True)
    ]


def visible_content(certificate: Certificate) -> VisibleContent:
    """Return the content that a page or paper shows of the certificate."""
    return VisibleContent(
        certificate.code,
        certificate.name,
        certificate.rank,
        certificate.language,
        certificate.title,
        certificate.minutes,
        certificate.completed_on,
        certificate.signers,
        certificate.number or "",
        certificate.design,
    )


def _present_emblem(settings: Settings) -> Picture | None:
    try:
        return concurrency.offload(read_emblem, settings.issuer_emblem)
    except CannotDraw as error:
        current_app.logger.error("the emblem of certificates cannot be drawn: %s", error)
        raise Refused("certificate_emblem") from error


def _badge(certificate: PlannedCertificate, rule_id: int, terms: AnyTerms, at: datetime) -> Badge:
    with force_locale(LANGUAGES[certificate.language].locale):
        return Badge(
            credential_id=str(uuid4()),
            rule_id=rule_id,
            name=certificate.holder.name,
            title=certificate.title,
            language=certificate.language,
            description=words.description(
                certificate.title, certificate.minutes, certificate.completed_on
            ),
            achievement=words.achievement(certificate.title, certificate.minutes),
            criteria=words.narrative(terms),
            completed_on=certificate.completed_on,
            issued_at=at,
        )


def _sign(badges: Sequence[Badge], issuer: Issuer, ring: Ring) -> list[str]:
    key = ring.signing_key()
    return [
        credential.sign(credential.credential_of(badge, issuer), issuer, key, badge.issued_at)
        for badge in badges
    ]

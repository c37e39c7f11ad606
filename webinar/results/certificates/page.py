"""The content of the organiser's page of certificates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.tokens import show_code
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.kit.zones import local_time
from webinar.learn.identity.keys import Identity
from webinar.people.accounts.access import this_user
from webinar.people.accounts.refusals import refused_page
from webinar.results.certificates import forms, mailing, words
from webinar.results.certificates.automation import automatic_of
from webinar.results.certificates.holders import issued_certificates
from webinar.results.certificates.models import Certificate, CertificateRule
from webinar.results.certificates.queries import Scope, are_frozen, find_own_scope, find_rule
from webinar.results.certificates.scope_standing import all_standings, terms_in_scope
from webinar.results.certificates.standing import Standing, has_test
from webinar.results.completion.words import missing
from webinar.results.protocol import phrases
from webinar.results.reports.session import reported_session
from webinar.room.cohorts.words import mail_words

TEMPLATE = "results/certificates/certificates.html"


def own_scope(db: Session, code: str, series: int, course_id: int = 0) -> Scope:
    """Return the user's own session, series or course; abort with 404 if it is another user's."""
    scope = find_own_scope(db, this_user(), code, series, course_id)
    if scope is None:
        abort(404)
    return scope


def address_of(scope: Scope) -> dict[str, Any]:
    """Return the URL arguments that identify the session, series or course."""
    if scope.course:
        return {"course_id": scope.course.id}
    return {"series": scope.series.id} if scope.series else {"code": scope.rooms[0].code}


def plan_of(code: str) -> dict[str, Any]:
    """Return the content of this feature's part of a planned session's page: the rule, if any."""
    with services().db.read() as db:
        return _rule_part(db, own_scope(db, code, 0), None)


def certificates_page(
    code: str, series: int, course_id: int, typed: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return the content of the page; `typed` replaces the saved rule in the form."""
    with services().db.read() as db:
        scope = own_scope(db, code, series, course_id)
        rule = find_rule(db, scope)
        rule_part = _rule_part(db, scope, typed)
        if rule is None or not (scope.rooms or scope.course):
            return {**rule_part, "rows": [], "others": [], "waiting": 0, "valid": 0, "mail": None}
        people = all_standings(db, scope, rule, clock.now())
        issued = issued_certificates(db, rule)
        mail = _mail_part(db, rule)
    past_holders = {holder for holder, _ in issued}
    valid = [
        (holder, certificate) for holder, certificate in issued if certificate.revoked_at is None
    ]
    rows, others = _rows(
        people, dict(valid), [certificate for _, certificate in issued], scope.time_zone
    )
    waiting = sum(row["earned"] and row["who"].identity not in past_holders for row in rows)
    return {
        **rule_part,
        "rows": rows,
        "others": others,
        "waiting": waiting,
        "valid": len(valid),
        "mail": mail,
    }


def _mail_part(db: Session, rule: CertificateRule) -> dict[str, Any] | None:
    """Return the ids of certificates that can be mailed and how many wait; None without a server.

    `errors` are the words for the reasons why a letter was not sent.
    """
    if services().settings.mail is None:
        return None
    mailable = mailing.mailables(db, rule)
    return {
        "ids": {one.certificate.id for one in mailable},
        "unsent": sum(mailing.is_to_send(one.certificate) for one in mailable),
        "errors": mail_words(),
    }


def _rule_part(db: Session, scope: Scope, typed: Mapping[str, str] | None) -> dict[str, Any]:
    rule, now = find_rule(db, scope), clock.now()
    last_room = scope.last_to_become_final(now)
    return {
        "scope": scope,
        "title": scope.title_in(page_language()),
        "address": address_of(scope),
        "rule": rule,
        "asked": words.criteria(terms_in_scope(db, scope, rule)),
        "duration": words.duration(rule.minutes) if rule else "",
        "form": typed if typed is not None else forms.filled_form(rule, scope),
        "titles": scope.titles() if scope.rooms or scope.series or scope.course else {},
        "designs": words.designs(),
        "signer_numbers": range(1, forms.SIGNERS + 1),
        "has_test": has_test(db, scope),
        "is_over": scope.is_over,
        "not_final": None if last_room is None else reported_session(last_room, now),
        "is_frozen": are_frozen(db, scope),
        "automatic": _automatic_part(db, scope),
        "has_mail": services().settings.mail is not None,
    }


def _automatic_part(db: Session, scope: Scope) -> dict[str, Any] | None:
    """Return since which days the server issues and mails certificates by itself, if it does."""
    rule = find_rule(db, scope)
    row = None if rule is None else automatic_of(db, rule.id)
    if row is None:
        return None
    return {
        "since": phrases.day(local_time(row.since, scope.time_zone)),
        "mails_since": phrases.day(
            row.mails_since and local_time(row.mails_since, scope.time_zone)
        ),
        "error": mail_words().get(row.error, ""),
    }


def _rows(
    people: Sequence[Standing],
    valid: Mapping[Identity, Certificate],
    issued: Sequence[Certificate],
    zone: str,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return rows of people with their certificates, and separately the other certificates.

    The others are revoked, or their holder is no longer on the list.
    """
    rows, listed_ids = [], set()
    for standing in people:
        certificate = valid.get(standing.identity)
        if certificate is not None:
            listed_ids.add(certificate.id)
        rows.append(_row(standing, certificate, zone))
    others = [
        _certificate_row(certificate, zone)
        for certificate in issued
        if certificate.id not in listed_ids
    ]
    return rows, others


def _row(standing: Standing, certificate: Certificate | None, zone: str) -> dict[str, Any]:
    return {
        "who": standing,
        "earned": not standing.missing,
        "missing": missing(standing.missing),
        "certificate": None if certificate is None else _certificate_row(certificate, zone),
        "is_renamed": certificate is not None
        and (certificate.name, certificate.rank) != (standing.name, standing.rank),
    }


def _certificate_row(certificate: Certificate, zone: str) -> dict[str, Any]:
    return {
        "id": certificate.id,
        "name": certificate.name,
        "rank": certificate.rank,
        "code": certificate.code,
        "shown_code": show_code(certificate.code),
        "language": certificate.language,
        # Use the zone of the day of completion, or a certificate could seem issued a day before it.
        "issued": phrases.day(local_time(certificate.issued_at, zone)),
        "revoked": phrases.day(certificate.revoked_at and local_time(certificate.revoked_at, zone)),
        "because": certificate.revoked_because,
        "mailed": phrases.day(certificate.mailed_at and local_time(certificate.mailed_at, zone)),
        "mail_failed": certificate.mail_failed,
        "mail_state": mailing.state_of(certificate),
    }


def refused(
    refusal: Refused, code: str, series: int, course_id: int, typed: Mapping[str, str] | None = None
) -> ResponseReturnValue:
    """Show the page again, with the refusal and the text typed into the rule."""
    text = words.refusals_of_hosts().get(refusal.code)
    content = certificates_page(code, series, course_id, typed)
    if text is None:
        return refused_page(TEMPLATE, refusal, **content)
    return render_template(TEMPLATE, refusal=text, **content), 422

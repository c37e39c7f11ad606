"""The job that issues certificates by the rules whose organisers have allowed it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from webinar.kit import clock, concurrency
from webinar.kit.errors import Refused
from webinar.kit.parts import in_parts
from webinar.kit.web.services import Services
from webinar.kit.web.without_request import without_request
from webinar.learn.identity.queries import present_identities
from webinar.results.certificates import actions, drafting
from webinar.results.certificates.automatic_mail import mail_issued
from webinar.results.certificates.automation import automatic_of
from webinar.results.certificates.due_rules import Mark, due_rules, mark_now
from webinar.results.certificates.holders import holders_of
from webinar.results.certificates.models import CertificateRule
from webinar.results.certificates.queries import Scope, scope_of
from webinar.results.certificates.scope_standing import all_standings, terms_in_scope
from webinar.results.certificates.standing import Standing

log = logging.getLogger(__name__)

# So that other writers do not wait long for one transaction.
_ISSUED_PER_WRITE = 100

_last_mark: Mark | None = None


def issue_earned(server: Services) -> None:
    """Issue what people have earned since this process did so last, and mail what waits for it."""
    global _last_mark
    _last_mark = issue_since(server, _last_mark)
    mail_issued(server)


def issue_since(server: Services, since: Mark | None) -> Mark:
    """Issue what people have earned since the mark; return the new mark.

    What fails for one rule is tried again the next time, and does not hold up the others.
    """
    now = clock.now()
    with server.db.read() as db:
        mark = mark_now(db, now)
        rules = due_rules(db, since, now)
    failed = set()
    if rules:
        with without_request(server):
            for rule_id in rules:
                if not _is_done(server, rule_id, now):
                    failed.add(rule_id)
                concurrency.sleep(0)
    return Mark(mark.entry, mark.at, frozenset(failed))


def _is_done(server: Services, rule_id: int, now: datetime) -> bool:
    try:
        _issue_by(server, rule_id, now)
    except Refused as refusal:
        if refusal.retryable:
            # The database is busy or away, also for the others.
            raise
        log.warning("certificates by rule %d wait: %s", rule_id, refusal.code)
    except Exception:
        log.exception("certificates by rule %d failed; they are tried again", rule_id)
    else:
        return True
    return False


def _issue_by(server: Services, rule_id: int, now: datetime) -> None:
    with server.db.read() as db:
        row = automatic_of(db, rule_id)
        if row is None:
            return
        rule = db.get_one(CertificateRule, rule_id)
        scope = scope_of(db, rule)
        if not scope.is_over or scope.last_to_become_final(now):
            return
        terms = terms_in_scope(db, scope, rule)
        certificates = [
            drafting.planned_certificate(rule, scope, standing)
            for standing in _new_earners(db, scope, rule, now)
        ]
    for some in in_parts(certificates, _ISSUED_PER_WRITE):
        drafts = drafting.draft(some, rule_id, terms, server.settings, now)
        server.db.write(
            partial(
                actions.issue,
                rule_id=rule_id,
                changed_at=rule.changed_at,
                user_id=row.by_user_id,
                drafts=drafts,
                revoked_too=True,
                by_itself=True,
            )
        )


def _new_earners(
    db: Session, scope: Scope, rule: CertificateRule, now: datetime
) -> Sequence[Standing]:
    """Return those who have earned a certificate and never held one."""
    holders = holders_of(db, rule, revoked_too=True)
    everybody = all_standings(db, scope, rule, now, only_complete=True)
    earners = [standing for standing in everybody if not standing.missing]
    identities = present_identities(db, (standing.identity for standing in earners))
    return [standing for standing in earners if identities[standing.identity] not in holders]

"""Mailing certificates: each is claimed before it is sent, and its result is recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from config import MailServer
from webinar.kit.claimed_mail import send_claimed
from webinar.kit.web.services import services
from webinar.results.certificates import mailing
from webinar.results.certificates.letters import mail_of
from webinar.results.certificates.mailing import Mailable
from webinar.results.certificates.models import CertificateRule
from webinar.results.certificates.printing import Pages, pages_of
from webinar.results.certificates.queries import scope_of
from webinar.room.cohorts.mailing import LETTERS_AT_ONCE


def deliver(
    server: MailServer,
    rule_id: int,
    user_id: int,
    wanted: Callable[[Mailable], bool],
    *,
    seen: Mapping[int, str] | None = None,
    by_itself: bool = False,
) -> Mapping[int, str]:
    """Mail the wanted certificates; return why each was not sent, or "", by its id.

    `seen` is as in `mailing.claim`, `by_itself` as in `mailing.settle`.
    """
    db, settings = services().db, services().settings
    with db.read() as reading:
        rule = reading.get_one(CertificateRule, rule_id)
        answers_to = mailing.answers_to(reading, scope_of(reading, rule))
        chosen = [one for one in mailing.mailables(reading, rule) if wanted(one)][:LETTERS_AT_ONCE]
        certificates = [one.certificate for one in chosen]
        pages, pictures = pages_of(reading, certificates, settings)
    unsent = {
        one.certificate.id: partial(
            mail_of, one.certificate, one.address, answers_to, settings, Pages([page], pictures)
        )
        for one, page in zip(chosen, pages, strict=True)
    }
    return send_claimed(
        server,
        unsent,
        lambda ids: db.write(lambda db: mailing.claim(db, rule_id, ids, seen)),
        lambda claimed, errors: db.write(
            lambda db: mailing.settle(db, rule_id, user_id, claimed, errors, by_itself=by_itself)
        ),
    )

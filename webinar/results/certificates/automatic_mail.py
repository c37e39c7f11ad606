"""The job that mails certificates by the rules whose organisers have allowed it."""

from __future__ import annotations

import logging

from config import MailServer
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.web.services import Services
from webinar.kit.web.without_request import without_request
from webinar.results.certificates import automation
from webinar.results.certificates.delivery import deliver
from webinar.results.certificates.mailing import Mailable, is_unsent
from webinar.results.certificates.models import AutomaticCertificates
from webinar.room.cohorts.dates import RETRIED

log = logging.getLogger(__name__)


def mail_issued(server: Services) -> None:
    """Mail the certificates that wait for it, rule by rule, if a mail server is set up."""
    if server.settings.mail is None:
        return
    with server.db.read() as db:
        due = automation.rules_to_mail(db, clock.now())
    if not due:
        return
    with without_request(server):
        for row in due:
            try:
                _mail_by(server, server.settings.mail, row)
            except Refused:
                # The database is busy or away, also for the others.
                raise
            except Exception:
                # The others' letters leave all the same; this one's wait for the lease.
                log.exception("letters by rule %d failed; they are tried again", row.rule_id)


def _mail_by(server: Services, post: MailServer, row: AutomaticCertificates) -> None:
    since = row.mails_since
    if since is None or not server.db.write(lambda db: automation.claim(db, row.rule_id)):
        return

    def is_wanted(one: Mailable) -> bool:
        return one.certificate.issued_at >= since and is_unsent(one.certificate)

    error = "later"
    try:
        results = deliver(post, row.rule_id, row.by_user_id, is_wanted, by_itself=True)
        error = next((result for result in results.values() if result in RETRIED), "")
    finally:
        server.db.write(lambda db: automation.settle(db, row.rule_id, error))

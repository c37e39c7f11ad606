"""The job that sends new dates and reminders to the cohorts whose organisers have allowed it."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from functools import partial

from sqlalchemy.orm import Session

from config import MailServer
from webinar.kit import clock
from webinar.kit.claimed_mail import send_claimed
from webinar.kit.errors import Refused
from webinar.kit.languages import DEFAULT
from webinar.kit.mail import Mail
from webinar.kit.web.services import Services
from webinar.kit.web.without_request import without_request
from webinar.people.accounts.models import User
from webinar.room.cohorts import automation, dates, letters, session_reminders, sessions
from webinar.room.cohorts.delivery import deliver
from webinar.room.cohorts.mailing import (
    LETTERS_AT_ONCE,
    CalendarParts,
    Wish,
    address_of,
    message_of,
    newest_dates,
    outdated,
    with_dates,
)
from webinar.room.cohorts.models import Cohort
from webinar.room.cohorts.session_reminders import Reminding

log = logging.getLogger(__name__)


def send_letters(server: Services) -> None:
    """Send what is due, cohort by cohort, if a mail server is set up."""
    if server.settings.mail is None:
        return
    with server.db.read() as db:
        due = [(row.cohort_id, row.by_user_id) for row in automation.due(db, clock.now())]
    if not due:
        return
    with without_request(server):
        for cohort_id, user_id in due:
            try:
                _send_to(server, server.settings.mail, cohort_id, user_id)
            except Refused:
                # The database is busy or away, also for the others.
                raise
            except Exception:
                # The other cohorts' letters leave all the same; this one's wait for the lease.
                log.exception("letters to cohort %d failed; they are tried again", cohort_id)


def _send_to(server: Services, post: MailServer, cohort_id: int, user_id: int) -> None:
    with server.db.read() as db:
        cohort = db.get(Cohort, cohort_id)
        row = None if cohort is None else automation.automatic_of(db, cohort)
        if cohort is None or row is None:
            return
        newest = newest_dates(db, cohort)
        is_new = automation.has_new_dates(row, newest)
        owner = db.get_one(User, cohort.owner_id)
        language = owner.language or DEFAULT
        # Most minutes nothing is due, and nothing is written.
        has_work = is_new or (
            automation.is_settled(row, clock.now())
            and bool(
                outdated(db, cohort) or session_reminders.people_to_remind(db, cohort, clock.now())
            )
        )
    if is_new:
        server.db.write(lambda db: automation.see(db, cohort_id, newest))
    elif has_work and server.db.write(lambda db: automation.claim(db, cohort_id)):
        error = "later"
        try:
            changed = Wish(0, changed=True)
            found = deliver(post, cohort_id, user_id, changed, language, by_itself=True)
            error = _first_retried(found.values())
            if not error:
                error = _first_retried(_remind(server, post, cohort_id, user_id, language))
        finally:
            server.db.write(lambda db: automation.settle(db, cohort_id, error))


def _remind(
    server: Services, post: MailServer, cohort_id: int, user_id: int, language: str
) -> Collection[str]:
    """Send the reminders that are due; return why each was not sent, or ""."""
    with server.db.read() as db:
        cohort = db.get_one(Cohort, cohort_id)
        due = session_reminders.people_to_remind(db, cohort, clock.now())[:LETTERS_AT_ONCE]
        unsent = {
            due[message.id].key: partial(with_dates, message, parts)
            for message, parts in _reminders(db, cohort, due, language)
        }
    return send_claimed(
        post,
        unsent,
        lambda keys: server.db.write(lambda db: session_reminders.claim(db, cohort_id, keys)),
        lambda claimed, errors: server.db.write(
            lambda db: session_reminders.settle(db, cohort_id, user_id, claimed, errors)
        ),
    ).values()


def _reminders(
    db: Session, cohort: Cohort, due: Iterable[Reminding], otherwise: str
) -> list[tuple[Mail, CalendarParts]]:
    """Return the reminders that have an address of a page, by their place in `due`."""
    owner = db.get_one(User, cohort.owner_id)
    messages = []
    for place, (_, room, person, link) in enumerate(due):
        address = address_of(link)
        if not address:
            continue
        language = letters.language_of(person, otherwise)
        listed = sessions.sessions_of(db, [room], language)
        content = letters.reminder(person.name, address, listed[0], language)
        messages.append(message_of(place, person, content, address, listed, owner))
    return messages


def _first_retried(errors: Iterable[str]) -> str:
    return next((error for error in errors if error in dates.RETRIED), "")

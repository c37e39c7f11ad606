"""Sending a cohort's letters: each is claimed before it is sent, and its result is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from config import MailServer
from webinar.kit.claimed_mail import send_claimed
from webinar.kit.web.services import services
from webinar.room.cohorts import inviting
from webinar.room.cohorts.mailing import Wish, mails, newest_dates, with_dates
from webinar.room.cohorts.models import Cohort


def deliver(
    server: MailServer,
    cohort_id: int,
    user_id: int,
    wish: Wish,
    language: str,
    *,
    by_itself: bool = False,
) -> Mapping[int, str]:
    """Send the letters that match the wish, and return why each was not sent, or "", by link id.

    `language` is for people whose language is unknown. `by_itself` says in the audit log that
    nobody pressed a button; `user_id` is then the user who allowed it.
    """
    db = services().db
    with db.read() as reading:
        cohort = reading.get_one(Cohort, cohort_id)
        newest = newest_dates(reading, cohort)
        unsent = mails(reading, cohort, wish, newest, language)
    letters = {message.id: partial(with_dates, message, parts) for message, parts in unsent}
    return send_claimed(
        server,
        letters,
        lambda ids: db.write(
            lambda db: inviting.claim(db, cohort_id, ids, bool(wish.only), newest)
        ),
        lambda claimed, errors: db.write(
            lambda db: inviting.settle(
                db, user_id, cohort_id, claimed, errors, newest, by_itself=by_itself
            )
        ),
    )

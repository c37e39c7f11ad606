"""The dates sent to people on a roster, compared with the newest dates. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from webinar.kit import clock
from webinar.room.cohorts.models import PersonLink
from webinar.room.cohorts.sessions import Session
from webinar.room.rooms.models import RoomState

# Failures after which the letter may still be sent; for the others its address must be corrected.
RETRIED = frozenset({"unreachable", "sign_in", "refused", "postponed", "later"})

# The date that a letter gave for each session, by the session's access code.
Dates = Mapping[str, str]

CANCELLED = "cancelled"


def newest(sessions: Sequence[Session], now: datetime) -> Dates:
    """Return the dates of all planned sessions, and of cancelled ones that were still to come."""
    return {session.code: date_of(session) for session in sessions if _is_relevant(session, now)}


def date_of(session: Session) -> str:
    return (
        CANCELLED
        if session.is_cancelled
        else f"{clock.iso(session.starts) or ''}/{session.minutes}"
    )


def codes_with_new_dates(sent: Dates, current: Dates) -> list[str]:
    """Return the codes of sessions whose dates in `current` are new to a reader of `sent`."""
    return [
        code
        for code, date in current.items()
        if sent.get(code) != date and (date != CANCELLED or code in sent)
    ]


def is_sent(link: PersonLink) -> bool:
    """Whether the last letter with this link went out."""
    return link.mailed_at is not None and not link.mail_failed


def changed_sessions(link: PersonLink, current: Dates) -> list[str]:
    """Return the codes of sessions for which the last sent letter gave other dates or none.

    The list is empty if no letter was sent; a letter that failed does not count.
    """
    if link.mailed_dates is None and not is_sent(link):
        return []
    return codes_with_new_dates(link.mailed_dates or {}, current)


def is_outdated(link: PersonLink, current: Dates) -> bool:
    """Whether the last letter that was sent has outdated or incomplete dates.

    It still has if a later letter failed, unless the mail server does not accept the address.
    """
    can_send = is_sent(link) or link.mail_failed in RETRIED
    return can_send and bool(changed_sessions(link, current))


def _is_relevant(session: Session, now: datetime) -> bool:
    if session.is_cancelled:
        return session.starts is None or session.starts > now
    return session.state is RoomState.PLANNED

"""The dates sent to people on a roster, compared with the newest dates. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from webinar.kit import clock
from webinar.room.cohorts.models import PersonLink
from webinar.room.cohorts.sessions import Session
from webinar.room.rooms.models import RoomState

# The date that a letter gave for each session, by the session's access code.
Dates = Mapping[str, str]

CANCELLED = "cancelled"


def newest(listed: Sequence[Session], now: datetime) -> Dates:
    """Return the dates of all planned sessions, and of cancelled ones that were still to come."""
    return {one.code: date_of(one) for one in listed if _concerns(one, now)}


def date_of(one: Session) -> str:
    return CANCELLED if one.is_cancelled else f"{clock.iso(one.starts) or ''}/{one.minutes}"


def lacks(told: Dates, now_told: Dates) -> list[str]:
    """Return the codes of sessions whose dates in `now_told` are new to a reader of `told`."""
    return [
        code
        for code, date in now_told.items()
        if told.get(code) != date and (date != CANCELLED or code in told)
    ]


def is_sent(link: PersonLink) -> bool:
    """Whether the last letter with this link went out."""
    return link.mailed_at is not None and not link.mail_failed


def changed(link: PersonLink, now_told: Dates) -> list[str]:
    """Return the codes of sessions for which the last sent letter gave other dates or none.

    The list is empty if no letter was sent; a letter that failed does not count.
    """
    if link.mailed_dates is None and not is_sent(link):
        return []
    return lacks(link.mailed_dates or {}, now_told)


def is_outdated(link: PersonLink, now_told: Dates) -> bool:
    """Whether the last letter was sent, and its dates differ from these or are incomplete."""
    return is_sent(link) and bool(changed(link, now_told))


def _concerns(one: Session, now: datetime) -> bool:
    if one.is_cancelled:
        return one.starts is None or one.starts > now
    return one.state is RoomState.PLANNED

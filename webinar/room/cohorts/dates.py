"""The dates sent to people on a roster, and whether they lack the newest. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from webinar.kit import clock
from webinar.room.cohorts.models import PersonLink
from webinar.room.cohorts.sessions import Session
from webinar.room.rooms.models import RoomState

# The date a letter gave for each session, by its access code.
Dates = Mapping[str, str]

CANCELLED = "cancelled"


def newest(listed: Sequence[Session], now: datetime) -> Dates:
    """The dates of all sessions that are to come, or were to come and are cancelled."""
    return {one.code: date_of(one) for one in listed if _concerns(one, now)}


def date_of(one: Session) -> str:
    return CANCELLED if one.is_cancelled else f"{clock.iso(one.starts) or ''}/{one.minutes}"


def lacks(told: Dates, now_told: Dates) -> list[str]:
    """The sessions, by code, whose dates in `now_told` are new to somebody who was sent `told`."""
    return [
        code
        for code, date in now_told.items()
        if told.get(code) != date and (date != CANCELLED or code in told)
    ]


def is_sent(link: PersonLink) -> bool:
    """Whether the last letter with this link went out."""
    return link.mailed_at is not None and not link.mail_failed


def changed(link: PersonLink, now_told: Dates) -> list[str]:
    """The sessions, by code, for which the last letter that went out says something else.

    Empty if no letter went out. A letter that failed has told nobody anything.
    """
    if link.mailed_dates is None and not is_sent(link):
        return []
    return lacks(link.mailed_dates or {}, now_told)


def is_outdated(link: PersonLink, now_told: Dates) -> bool:
    """Whether the last letter was sent, and has other dates, or too few."""
    return is_sent(link) and bool(changed(link, now_told))


def _concerns(one: Session, now: datetime) -> bool:
    if one.is_cancelled:
        return one.starts is None or one.starts > now
    return one.state is RoomState.PLANNED

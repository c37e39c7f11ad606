"""The attendance pages: the register in the reader's language and the session's time zone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from babel.dates import format_date
from flask_babel import get_locale
from flask_babel import gettext as _

from webinar.kit.days import day_in_words, moment_in_words, time_on_paper
from webinar.kit.list_wishes import ListWish, list_page
from webinar.kit.text import folded, in_order
from webinar.results.attendance.models import Correction, Status
from webinar.results.attendance.register import Attendee, Register
from webinar.results.attendance.rules import needed_minutes
from webinar.results.attendance.share import session_share
from webinar.results.attendance.words import remarks, status_words
from webinar.results.registers import picture
from webinar.results.reports.picture import WIDTH
from webinar.results.reports.session import ReportedSession
from webinar.room.engine.models import Ending
from webinar.room.rooms.models import RoomState

# The number of people on a page.
PER_PAGE = 100


def _by_name(attendee: Attendee) -> Any:
    return in_order(attendee.name)


_RANKS = {Status.ABSENT: 0, Status.PARTLY: 1, Status.PRESENT: 2}
# The roster's order needs no sorting.
_ORDERS: Mapping[str, Callable[[Attendee], Any]] = {
    "name": _by_name,
    "status": lambda attendee: (_RANKS[attendee.status], _by_name(attendee)),
    "unit": lambda attendee: (attendee.unit == "", in_order(attendee.unit), _by_name(attendee)),
    "minutes": lambda attendee: (-attendee.credited_minutes, _by_name(attendee)),
}


@dataclass(frozen=True)
class Wish(ListWish):
    """The part of the register that the page's form requests; `find` is a part of a name."""

    CHOICES: ClassVar[Mapping[str, Collection[str]]] = {"status": tuple(Status), "sort": _ORDERS}

    find: str = ""
    status: str = ""
    unit: str = ""
    sort: str = ""
    page: int = 1


def register_page(
    session: ReportedSession,
    register: Register,
    bands: Sequence[picture.Band],
    wish: Wish,
) -> dict[str, Any]:
    """Return one page of the register, and the summary of all of it."""
    attendees = [attendee for attendee in register.attendees if _matches(attendee, wish)]
    if wish.sort:
        attendees.sort(key=_ORDERS[wish.sort])
    part = list_page(attendees, wish.page, PER_PAGE)
    counts = Counter(attendee.status for attendee in register.attendees)
    return {
        **head(session, register),
        "counts": [(status.value, counts[status]) for status in Status],
        "total": len(register.attendees),
        "shown": part.found,
        "units": sorted({attendee.unit for attendee in register.attendees if attendee.unit}),
        "wish": wish,
        "page": part.page,
        "pages": part.pages,
        "people": [person_row(attendee, register, session) for attendee in part.rows],
        "bands": [band_row(band, session) for band in bands],
    }


def head(session: ReportedSession, register: Register) -> dict[str, Any]:
    """Return the values at the top of the pages of the register and of a person."""
    begin = session.started_at or session.planned_at
    return {
        "session": session,
        "is_planned": session.state is RoomState.PLANNED,
        "is_live": session.state is RoomState.LIVE,
        "is_over": session.state is RoomState.ENDED,
        "day": "" if begin is None else day_in_words(begin.astimezone(session.zone)),
        "from_": exact_time(session.started_at, session),
        "until": exact_time(session.ended_at, session),
        "as_of": exact_time(session.as_of, session),
        "rule": register.rule,
        "frame": register.frame,
        "needed_minutes": needed_minutes(register.rule, register.frame),
        "width": WIDTH,
        "status_words": status_words(),
    }


def person_row(attendee: Attendee, register: Register, session: ReportedSession) -> dict[str, Any]:
    frame = register.frame
    times = exact_times(attendee, session)
    return {
        "key": attendee.page_key,
        "name": attendee.name,
        "rank": attendee.rank,
        "position": attendee.position,
        "unit": attendee.unit,
        "language": attendee.language,
        "is_guest": attendee.person_id is None,
        "status": attendee.status.value,
        "judged": attendee.judged.status.value,
        "is_corrected": attendee.correction is not None,
        "remarks": remarks(attendee),
        "minutes": attendee.credited_minutes,
        "measured": attendee.measured_minutes,
        "later": attendee.later_minutes,
        "percent": session_share(attendee.credited_minutes, frame.minutes),
        "answered": attendee.measured.answered,
        "polls": frame.polls,
        "needed_polls": attendee.judged.needed_polls,
        "bars": picture.bars(attendee.measured, frame),
        "gaps": picture.gap_bars(attendee.measured, frame),
        "times": times,
        "described": "; ".join(f"{time}: {description}" for time, description, _kind in times)
        or _("Not seen during the session"),
    }


def exact_times(attendee: Attendee, session: ReportedSession) -> list[tuple[str, str, str]]:
    """Return the person's stretches and gaps to the second, in words: the picture as text."""
    periods = [
        (stretch.begin, stretch.end, _("there"), "here")
        for stretch in attendee.measured.presence.stretches
    ]
    for gap in attendee.measured.gaps:
        has_left = gap.ending is Ending.LEFT
        description = _("had left the page") if has_left else _("link lost")
        periods.append((*gap.stretch, description, "left" if has_left else "lost"))
    periods.sort(key=lambda row: row[:2])
    return [
        (span(begin, end, session), description, kind) for begin, end, description, kind in periods
    ]


def span(begin: datetime, end: datetime, session: ReportedSession) -> str:
    """Return both times in words, to the second."""
    return str(
        _("%(begin)s to %(end)s", begin=exact_time(begin, session), end=exact_time(end, session))
    )


def exact_time(at: datetime | None, session: ReportedSession) -> str:
    """Format the instant to the second in the session's zone, with the date if the day differs."""
    if at is None:
        return ""
    local = at.astimezone(session.zone)
    time = time_on_paper(local, exact=True)
    begin = session.started_at
    if begin is None or begin.astimezone(session.zone).date() == local.date():
        return time
    return f"{format_date(local, locale=get_locale())}, {time}"


def moment(at: datetime, session: ReportedSession) -> str:
    return moment_in_words(at.astimezone(session.zone))


def history(
    attendee: Attendee, authors: Mapping[int, str], session: ReportedSession
) -> list[dict[str, Any]]:
    """Return the person's corrections, the latest first."""
    return [_correction(row, authors, session) for row in reversed(attendee.history)]


def _correction(
    row: Correction, authors: Mapping[int, str], session: ReportedSession
) -> dict[str, Any]:
    return {
        "status": row.status.value if row.status else "",
        "minutes": row.minutes,
        "takes_back": row.status is None and row.minutes is None,
        "reason": row.reason,
        "by": authors.get(row.by_user_id, ""),
        "at": moment(row.corrected_at, session),
    }


def band_row(band: picture.Band, session: ReportedSession) -> dict[str, Any]:
    return {
        "number": band.number,
        "title": band.title or _("Break"),
        "language": band.language,
        "time": span(band.begin, band.end, session),
        "bar": band.bar,
    }


def _matches(attendee: Attendee, wish: Wish) -> bool:
    return (
        wish.status in ("", attendee.status)
        and wish.unit in ("", attendee.unit)
        and folded(wish.find) in folded(attendee.name)
    )

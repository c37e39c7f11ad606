"""The attendance pages: the register in the reader's language and the session's time zone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babel.dates import format_date, format_time
from flask_babel import get_locale
from flask_babel import gettext as _

from webinar.kit.days import day_in_words, moment_in_words
from webinar.kit.text import in_order, whole_number
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

PER_PAGE = 100


@dataclass(frozen=True)
class Wish:
    """The part of the register that the page's form requests."""

    status: str = ""
    unit: str = ""
    sort: str = ""
    page: int = 1


def wish(arguments: Mapping[str, str]) -> Wish:
    """Return the requested part. Ignore unknown values: an old bookmark must show something."""
    status, sort = arguments.get("status", ""), arguments.get("sort", "")
    return Wish(
        status=status if status in set(Status) else "",
        unit=arguments.get("unit", ""),
        sort=sort if sort in _ORDERS else "",
        page=whole_number(arguments.get("page", "")) or 1,
    )


def register_page(
    session: ReportedSession,
    found: Register,
    shown_bands: Sequence[picture.Band],
    wished: Wish,
) -> dict[str, Any]:
    """Return one page of the register, and the summary of all of it."""
    kept = [attendee for attendee in found.attendees if _is_wished(attendee, wished)]
    if wished.sort:
        kept.sort(key=_ORDERS[wished.sort])
    pages = max(1, -(-len(kept) // PER_PAGE))
    page = min(wished.page, pages)
    here = kept[(page - 1) * PER_PAGE : page * PER_PAGE]
    counts = Counter(attendee.status for attendee in found.attendees)
    return {
        **head(session, found),
        "counts": [(status.value, counts[status]) for status in Status],
        "total": len(found.attendees),
        "shown": len(kept),
        "units": sorted({attendee.unit for attendee in found.attendees if attendee.unit}),
        "wish": wished,
        "page": page,
        "pages": pages,
        "people": [person_row(one, found, session) for one in here],
        "bands": [band(one, session) for one in shown_bands],
    }


def head(session: ReportedSession, found: Register) -> dict[str, Any]:
    began = session.started_at or session.planned_at
    return {
        "session": session,
        "is_planned": session.state is RoomState.PLANNED,
        "is_live": session.state is RoomState.LIVE,
        "is_over": session.state is RoomState.ENDED,
        "day": "" if began is None else day_in_words(began.astimezone(session.zone)),
        "from_": exact(session.started_at, session),
        "until": exact(session.ended_at, session),
        "as_of": exact(session.as_of, session),
        "rule": found.rule,
        "frame": found.frame,
        "needed_minutes": needed_minutes(found.rule, found.frame),
        "width": WIDTH,
        "status_words": status_words(),
    }


def person_row(one: Attendee, found: Register, session: ReportedSession) -> dict[str, Any]:
    frame = found.frame
    times = exact_times(one, session)
    return {
        "key": one.page_key,
        "name": one.name,
        "rank": one.rank,
        "position": one.position,
        "unit": one.unit,
        "language": one.language,
        "is_guest": one.person_id is None,
        "status": one.status.value,
        "judged": one.judged.status.value,
        "is_corrected": one.correction is not None,
        "remarks": remarks(one),
        "minutes": one.credited_minutes,
        "measured": one.measured_minutes,
        "later": one.later_minutes,
        "percent": session_share(one.credited_minutes, frame.minutes),
        "answered": one.measured.answered,
        "polls": frame.polls,
        "needed_polls": one.judged.needed_polls,
        "bars": picture.bars(one.measured, frame),
        "gaps": picture.gap_bars(one.measured, frame),
        "times": times,
        "described": "; ".join(f"{time}: {what}" for time, what, _kind in times)
        or _("Not seen during the session"),
    }


def exact_times(one: Attendee, session: ReportedSession) -> list[tuple[str, str, str]]:
    """Return the person's stretches and gaps to the second, in words: the picture as text."""
    told = [
        (stretch.begin, stretch.end, _("there"), "here")
        for stretch in one.measured.presence.stretches
    ]
    for gap in one.measured.gaps:
        left = gap.ending is Ending.LEFT
        what = _("had left the page") if left else _("link lost")
        told.append((*gap.stretch, what, "left" if left else "lost"))
    told.sort(key=lambda row: row[:2])
    return [(span(begin, end, session), what, kind) for begin, end, what, kind in told]


def span(begin: datetime, end: datetime, session: ReportedSession) -> str:
    return str(_("%(begin)s to %(end)s", begin=exact(begin, session), end=exact(end, session)))


def exact(at: datetime | None, session: ReportedSession) -> str:
    """Format the instant to the second in the session's zone, with the date if the day differs."""
    if at is None:
        return ""
    local = at.astimezone(session.zone)
    time = str(format_time(local, "HH:mm:ss", locale=get_locale()))
    began = session.started_at
    if began is None or began.astimezone(session.zone).date() == local.date():
        return time
    # 24 hours in every language, like the times beside it.
    return f"{format_date(local, locale=get_locale())}, {time}"


def moment(at: datetime, session: ReportedSession) -> str:
    return moment_in_words(at.astimezone(session.zone))


def history(
    one: Attendee, authors: Mapping[int, str], session: ReportedSession
) -> list[dict[str, Any]]:
    """Return the person's corrections, the latest first."""
    return [_correction(row, authors, session) for row in reversed(one.history)]


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


def band(one: picture.Band, session: ReportedSession) -> dict[str, Any]:
    return {
        "number": one.number,
        "title": one.title or _("Break"),
        "language": one.language,
        "time": span(one.begin, one.end, session),
        "bar": one.bar,
    }


def _is_wished(one: Attendee, wished: Wish) -> bool:
    return wished.status in ("", one.status) and wished.unit in ("", one.unit)


def _by_name(one: Attendee) -> Any:
    return in_order(one.name)


_RANKS = {Status.ABSENT: 0, Status.PARTLY: 1, Status.PRESENT: 2}
# The roster's order needs no sorting.
_ORDERS: Mapping[str, Callable[[Attendee], Any]] = {
    "name": _by_name,
    "status": lambda one: (_RANKS[one.status], _by_name(one)),
    "unit": lambda one: (one.unit == "", in_order(one.unit), _by_name(one)),
    "minutes": lambda one: (-one.credited_minutes, _by_name(one)),
}

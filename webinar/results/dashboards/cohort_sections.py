"""The dashboard of a cohort, over all its sessions, in one of the interface's languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from webinar.content.handouts import wording
from webinar.kit.days import short_day
from webinar.kit.files.document import Line, Para, Table
from webinar.kit.rounding import percent
from webinar.results.attendance.models import Status
from webinar.results.dashboards import drawings
from webinar.results.dashboards.attendance_blocks import statuses
from webinar.results.dashboards.blocks import Bar, Bars, Block, Folded
from webinar.results.dashboards.cohort_reading import Group, Member
from webinar.results.dashboards.presence_blocks import shares_of
from webinar.results.dashboards.sections import Section
from webinar.results.dashboards.totals import HeldSession, Why, behind, rights, total
from webinar.results.protocol.phrases import named, number, plain, share

ROWS_ON_A_PAGE = 200
MOST_BEHIND = 50


class Shown(NamedTuple):
    """A page: sections, the sessions by number, people who fall behind, and rows of the matrix."""

    sections: Sequence[Section]
    sessions: Sequence[dict[str, Any]]
    behind: Sequence[dict[str, Any]]
    more_behind: int
    matrix: Sequence[dict[str, Any]]
    statuses: Mapping[str, str]
    pages: int


def dashboard(group: Group, language: str, page: int) -> Shown:
    """Return the page with this number, from 1. Uses only its arguments."""
    with wording.speaking(language):
        rtl = wording.writing(language).is_rtl
        right = rights(group.held_sessions)
        late = [
            (person, why)
            for person in group.people
            if person.is_listed and (why := behind(group.held_sessions, person.id, right))
        ]
        late.sort(key=lambda one: -len(one[1]))
        first = (page - 1) * ROWS_ON_A_PAGE
        people = group.people[first : first + ROWS_ON_A_PAGE]
        return Shown(
            sections=_sections(group, rtl=rtl),
            sessions=[
                _session(place, session) for place, session in enumerate(group.held_sessions, 1)
            ],
            behind=[
                {"name": one.name, "rank": one.rank, "why": [_why(group, one.id, w) for w in why]}
                for one, why in late[:MOST_BEHIND]
            ],
            more_behind=max(0, len(late) - MOST_BEHIND),
            matrix=[_line(group, one) for one in people],
            statuses=statuses(),
            pages=max(1, -(-len(group.people) // ROWS_ON_A_PAGE)),
        )


def _session(place: int, one: HeldSession) -> dict[str, Any]:
    return {
        "number": number(place),
        "code": one.code,
        "title": one.title,
        "day": short_day(one.began),
        "is_over": one.is_over,
    }


def _sections(group: Group, *, rtl: bool) -> list[Section]:
    if not group.held_sessions:
        return []
    held = group.held_sessions
    most_minutes = max([one.mean_minutes for one in held] + [1])

    def bars(
        title: str, told: str, show: Callable[[HeldSession], tuple[float, str] | None]
    ) -> Bars:
        return Bars(plain(title), list(_rows(held, show, rtl=rtl)), told=told)

    blocks: list[Block] = [
        Para(plain(_sentence(held))),
        bars(
            _("Present by the rule"),
            _trend([_share(one) for one in held if one.expected]),
            _present,
        ),
        bars(
            _("Minutes on average, of those who attended"),
            "",
            lambda one: _minutes(one, most_minutes),
        ),
        bars(_("Polls answered, of those who attended"), "", _answered),
        bars(
            _("Right answers"),
            _trend([_right(one) for one in held if one.quizzes]),
            lambda one: (_right(one) / 100, share(_right(one))) if one.quizzes else None,
        ),
        bars(
            _("Gain from pre-test to post-test"),
            "",
            lambda one: None if one.gain is None else (one.gain, share(round(100 * one.gain))),
        ),
        Folded(_table(held)),
    ]
    return [Section("sessions", _("Session by session"), blocks)]


def _rows(
    held: Sequence[HeldSession],
    show: Callable[[HeldSession], tuple[float, str] | None],
    *,
    rtl: bool,
) -> Sequence[Bar]:
    rows = []
    for place, one in enumerate(held, 1):
        found = show(one)
        label: Line = [*plain(f"{number(place)}. "), named(one.title)]
        label = [*label, *plain(f" · {short_day(one.began)}")]
        value, drawn = "—", ""
        if found:
            value, drawn = found[1], drawings.bar(found[0], rtl=rtl)
        rows.append(Bar(label, value, drawn))
    return rows


def _present(one: HeldSession) -> tuple[float, str] | None:
    """Return the share present; None if nobody was expected, or the people were forgotten."""
    if not one.expected:
        return None
    return _share(one) / 100, shares_of(one.having(Status.PRESENT), one.expected)


def _minutes(one: HeldSession, most: float) -> tuple[float, str] | None:
    """Return the mean minutes; None if nobody was there."""
    if not one.there:
        return None
    return one.mean_minutes / most, number(round(one.mean_minutes, 1))


def _answered(one: HeldSession) -> tuple[float, str] | None:
    if not one.polls or not one.there:
        return None
    mean = one.mean_answered
    told = _("%(count)s of %(whole)s", count=number(round(mean, 1)), whole=number(one.polls))
    return mean / one.polls, told


def _share(one: HeldSession) -> int:
    return percent(one.having(Status.PRESENT), one.expected) or 0


def _right(one: HeldSession) -> int:
    return percent(one.right, one.quizzes) or 0


def _sentence(held: Sequence[HeldSession]) -> str:
    told = ngettext(
        "%(count)s session has begun.", "%(count)s sessions have begun.", len(held),
        count=number(len(held)),
    )  # fmt: skip
    known = [one for one in held if one.expected]
    if len(known) < 2:
        return str(told)
    best, worst = max(known, key=_share), min(known, key=_share)
    if _share(best) == _share(worst):
        return str(told)
    more = _(
        "Most were present on %(day)s (%(share)s), fewest on %(other)s (%(least)s).",
        day=_day(held, best),
        share=share(_share(best)),
        other=_day(held, worst),
        least=share(_share(worst)),
    )
    return f"{told} {more}"


def _day(held: Sequence[HeldSession], one: HeldSession) -> str:
    """Return the day of a session, with its number if another session was on the same day."""
    day = short_day(one.began)
    if sum(short_day(other.began) == day for other in held) == 1:
        return day
    return f"{number(held.index(one) + 1)} · {day}"


def _trend(values: Sequence[int]) -> str:
    """Return the first and the last value in words; an empty text for fewer than two values."""
    if len(values) < 2:
        return ""
    told = _("First %(first)s, last %(last)s.", first=share(values[0]), last=share(values[-1]))
    return str(told)


def _table(held: Sequence[HeldSession]) -> Table:
    head = [_("Session"), _("Expected"), statuses()["present"], statuses()["partly"],
            statuses()["absent"], _("Minutes"), _("Right answers"), _("Gain")]  # fmt: skip
    rows: list[list[Line]] = []
    for place, one in enumerate(held, 1):
        cells = [
            number(one.expected),
            *(number(one.having(status)) for status in Status),
            number(round(one.mean_minutes, 1)) if one.there else "—",
            share(_right(one)) if one.quizzes else "—",
            "—" if one.gain is None else number(round(one.gain, 2)),
        ]
        title: Line = [*plain(f"{number(place)}. "), named(one.title)]
        rows.append([title, *(plain(cell) for cell in cells)])
    widths = [30, 10, 10, 10, 10, 10, 10, 10]
    return Table(_("Session by session"), head, rows, widths=widths, numbers=range(1, 8))


def _why(group: Group, person: int, why: Why) -> str:
    whole = total([session for session in group.held_sessions if session.is_over], person)
    match why:
        case Why.LAST_MISSED:
            return str(_("absent from the last two sessions"))
        case Why.SELDOM_PRESENT:
            told = _(
                "present in %(count)s of %(whole)s sessions",
                count=number(whole.attended.present),
                whole=number(whole.attended.sessions),
            )
            return str(told)
        case Why.SELDOM_RIGHT:
            told = _("right: %(count)s", count=shares_of(whole.right, whole.quizzes))
            return str(told)


def _line(group: Group, person: Member) -> dict[str, Any]:
    whole = total(group.held_sessions, person.id)
    attended = whole.attended
    cells = []
    for session in group.held_sessions:
        entry = session.entries.get(person.id)
        status = entry.part.status.value if entry else "unknown"
        minutes = number(entry.part.minutes) if entry and entry.part.minutes else ""
        cells.append({"status": status, "svg": drawings.mark(status), "minutes": minutes})
    return {
        "name": person.name,
        "rank": person.rank,
        "is_listed": person.is_listed,
        "cells": cells,
        "present": f"{number(attended.present)}/{number(attended.sessions)}",
        "minutes": number(attended.minutes),
        "answered": number(attended.answered),
        "right": share(percent(whole.right, whole.quizzes) or 0) if whole.quizzes else "—",
    }

"""The dashboard of a cohort, over all its sessions, in one of the interface's languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flask_babel import gettext as _

from webinar.content.handouts import wording
from webinar.kit.days import short_day
from webinar.kit.list_wishes import ListPage, list_page
from webinar.kit.rounding import percent
from webinar.results.dashboards import drawings
from webinar.results.dashboards.attendance_blocks import statuses
from webinar.results.dashboards.cohort_reading import Group, Member
from webinar.results.dashboards.sections import Section
from webinar.results.dashboards.session_comparison import session_sections
from webinar.results.dashboards.totals import (
    BehindReason,
    HeldSession,
    reasons_behind,
    right_answers,
    total,
)
from webinar.results.protocol.phrases import count_and_share, number, share

# People in the matrix on one page, and people listed as falling behind.
ROWS_ON_A_PAGE = 200
MOST_BEHIND = 50


class CohortPage(NamedTuple):
    """A page: sections, the sessions by number, people who fall behind, and rows of the matrix.

    `more_behind` is the number of people behind whom the page does not list.
    """

    sections: Sequence[Section]
    sessions: Sequence[dict[str, Any]]
    people_behind: Sequence[dict[str, Any]]
    more_behind: int
    matrix: Sequence[dict[str, Any]]
    statuses: Mapping[str, str]
    part: ListPage[Member]


def dashboard(group: Group, language: str, page: int) -> CohortPage:
    """Return the page with this number, from 1, or the nearest. Uses only its arguments."""
    with wording.speaking(language):
        rtl = wording.writing(language).is_rtl
        right = right_answers(group.held_sessions)
        behind = [
            (person, reasons)
            for person in group.people
            if person.is_listed
            and (reasons := reasons_behind(group.held_sessions, person.id, right))
        ]
        behind.sort(key=lambda row: -len(row[1]))
        part = list_page(group.people, page, ROWS_ON_A_PAGE)
        return CohortPage(
            sections=session_sections(group.held_sessions, rtl=rtl),
            sessions=[
                _session(place, session) for place, session in enumerate(group.held_sessions, 1)
            ],
            people_behind=[
                {
                    "name": person.name,
                    "rank": person.rank,
                    "reasons": [_reason_sentence(group, person.id, reason) for reason in reasons],
                }
                for person, reasons in behind[:MOST_BEHIND]
            ],
            more_behind=max(0, len(behind) - MOST_BEHIND),
            matrix=[_matrix_row(group, person) for person in part.rows],
            statuses=statuses(),
            part=part,
        )


def _session(place: int, session: HeldSession) -> dict[str, Any]:
    return {
        "number": number(place),
        "code": session.code,
        "title": session.title,
        "day": short_day(session.began),
        "is_over": session.is_over,
    }


def _reason_sentence(group: Group, person: int, reason: BehindReason) -> str:
    sums = total([session for session in group.held_sessions if session.is_over], person)
    match reason:
        case BehindReason.LAST_MISSED:
            return str(_("absent from the last two sessions"))
        case BehindReason.SELDOM_PRESENT:
            sentence = _(
                "present in %(count)s of %(whole)s sessions",
                count=number(sums.attendance.present),
                whole=number(sums.attendance.sessions),
            )
            return str(sentence)
        case BehindReason.SELDOM_RIGHT:
            sentence = _("right: %(count)s", count=count_and_share(sums.right, sums.quizzes))
            return str(sentence)


def _matrix_row(group: Group, person: Member) -> dict[str, Any]:
    sums = total(group.held_sessions, person.id)
    attendance = sums.attendance
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
        "present": f"{number(attendance.present)}/{number(attendance.sessions)}",
        "minutes": number(attendance.minutes),
        "answered": number(attendance.answered),
        "right": share(percent(sums.right, sums.quizzes) or 0) if sums.quizzes else "—",
    }

"""The content of the report's page: the records of the downloads, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from webinar.kit.days import day_in_words, time_on_paper
from webinar.kit.language_fallback import resolve
from webinar.kit.text import in_order
from webinar.live.polls.results import PollResult
from webinar.live.steps import record_words
from webinar.live.steps.moves import FOLLOWED
from webinar.results.reports.figures import figures
from webinar.results.reports.persons import PersonRow, Persons
from webinar.results.reports.picture import WIDTH, presence_bars
from webinar.results.reports.queries import StepRecord
from webinar.results.reports.session import ReportedSession
from webinar.room.rooms.models import RoomState

# Readers of these languages write a decimal comma, and their spreadsheets expect the semicolon.
COMMA_IS_DECIMAL = frozenset({"ru", "kk", "prs"})


@dataclass(frozen=True)
class Offer:
    """A download in its two formats."""

    for_excel: str
    for_excel_url: str
    for_programs: str
    for_programs_url: str


def report_page(
    session: ReportedSession,
    people: Persons,
    polls: Sequence[PollResult],
    steps: Sequence[StepRecord],
    language: str,
) -> dict[str, Any]:
    """Return the context of `dashboards/session.html`, without the charts."""
    agreed = [step for step in steps if step.state in FOLLOWED]
    return {
        "session": session,
        "is_live": session.state is RoomState.LIVE,
        "is_planned": session.state is RoomState.PLANNED,
        "day": _day(session.started_at or session.planned_at, session),
        "from_": _time(session.started_at or session.planned_at, session),
        "until": _time(session.ended_at, session),
        "as_of": _time(session.as_of, session),
        "figures": figures(people.participants, people.register.frame, polls, steps),
        "participants": [_person(row, session) for row in _by_name(people.participants)],
        "hosts": [_person(row, session) for row in _by_name(people.hosts)],
        "picture_width": WIDTH,
        "agreed": [_step(step, language) for step in agreed],
        "other_steps": [_step(step, language) for step in steps if step not in agreed],
        "state_words": record_words.states(),
        "answer_words": record_words.answers(),
        "given_words": record_words.reason_headings(),
        "offers": _offers(session.code, language),
    }


def _by_name(people: Sequence[PersonRow]) -> list[PersonRow]:
    return sorted(people, key=lambda row: (in_order(row.name), row.member or 0))


def _person(row: PersonRow, session: ReportedSession) -> dict[str, Any]:
    return {
        "name": row.name,
        "language": row.language,
        "role": row.role.value,
        "first": _time(row.presence.first_seen, session),
        "last": _time(row.presence.last_seen, session),
        "minutes": row.minutes,
        "measured": row.measured_minutes,
        "percent": row.percent,
        "returns": row.presence.returns,
        "bridged": row.is_bridged,
        "hall": row.hall,
        "bars": presence_bars(row.presence, session.started_at, session.as_of),
    }


def _step(step: StepRecord, language: str) -> dict[str, Any]:
    text_language, text = resolve(step.texts, language)
    return {
        "number": step.number,
        "text": text,
        "language": text_language,
        "state": step.state.value,
        "followed": step.state in FOLLOWED,
        "answered": sum(step.counts.values()),
        "proposed_by": step.proposed_by,
        "counts": {answer.value: count for answer, count in step.counts.items()},
        "reasons": [
            {"name": record.name, "answer": record.answer.value, "reason": record.reason}
            for record in step.reasons
        ],
        "owner": ", ".join(step.owners),
        "due": _date(step.due),
        "outcome": step.outcome and record_words.outcome(step.outcome),
    }


def _offers(code: str, language: str) -> list[Offer]:
    return [
        _offer(code, language, "attendance",
               _("Attendance for Excel (CSV)"), _("Attendance for other programs (JSON)")),
        _offer(code, language, "polls",
               _("Poll results for Excel (CSV)"), _("Poll results for other programs (JSON)")),
        _offer(code, language, "answers",
               _("Words, texts and numbers for Excel (CSV)"),
               _("Words, texts and numbers for other programs (JSON)")),
        _offer(code, language, "ballots",
               _("Each person's answers for Excel (CSV)"),
               _("Each person's answers for other programs (JSON)")),
        _offer(code, language, "steps",
               _("Next steps for Excel (CSV)"), _("Next steps for other programs (JSON)")),
        _offer(code, language, "captions",
               _("Captions for Excel (CSV)"), _("Captions for other programs (JSON)")),
        _offer(code, language, "groups",
               _("Notes of groups for Excel (CSV)"),
               _("Notes of groups for other programs (JSON)")),
        _offer(code, language, "questions",
               _("Questions for Excel (CSV)"), _("Questions for other programs (JSON)")),
        _offer(code, language, "chat",
               _("Chat for Excel (CSV)"), _("Chat for other programs (JSON)")),
    ]  # fmt: skip


def _offer(code: str, language: str, kind: str, for_excel: str, for_programs: str) -> Offer:
    separator = "semicolon" if language in COMMA_IS_DECIMAL else None
    worded = language if kind in ("polls", "answers", "steps") else None
    return Offer(
        for_excel,
        _url(code, kind, "csv", language=worded, separator=separator),
        for_programs,
        _url(code, kind, "json", language=worded),
    )


def _url(code: str, kind: str, form: str, **parameters: str | None) -> str:
    arguments: dict[str, Any] = {
        name: text for name, text in parameters.items() if text is not None
    }
    return url_for("reports.download", code=code, kind=kind, format=form, **arguments)


def _time(at: datetime | None, session: ReportedSession) -> str:
    return "" if at is None else time_on_paper(at.astimezone(session.zone))


def _day(at: datetime | None, session: ReportedSession) -> str:
    return _date(at.astimezone(session.zone).date()) if at is not None else ""


def _date(day: date | None) -> str:
    return "" if day is None else day_in_words(day)

"""The content of the report's page: the records of the downloads, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from webinar.content.lessons.pairs import options_in_result
from webinar.kit.days import day_in_words, time_on_paper
from webinar.kit.language_fallback import resolve
from webinar.kit.numerals import decimal
from webinar.kit.rounding import percent, whole_minutes
from webinar.kit.text import in_order
from webinar.live.polls.models import PollState
from webinar.live.polls.results import OptionResult, PollResult
from webinar.live.slides.plan import PlanPart, PlanView
from webinar.live.steps import record_words
from webinar.live.steps.moves import FOLLOWED
from webinar.results.attendance.words import judged_counts
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
    plan: PlanView,
    language: str,
) -> dict[str, Any]:
    """Return the context of `reports/report.html`."""
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
        "judged": judged_counts(people.register),
        "participants": [_person(row, session) for row in _by_name(people.participants)],
        "hosts": [_person(row, session) for row in _by_name(people.hosts)],
        "picture_width": WIDTH,
        "parts": _parts(plan),
        "polls": [_poll(poll, language) for poll in polls],
        "agreed": [_step(step, language) for step in agreed],
        "other_steps": [_step(step, language) for step in steps if step not in agreed],
        "state_words": record_words.states(),
        "answer_words": record_words.answers(),
        "given_words": record_words.reason_headings(),
        "offers": _offers(session.code, language),
    }


def _parts(plan: PlanView) -> list[tuple[PlanPart, int]]:
    """Return each part with the minutes that it took; none if the programme has only one part."""
    return [(part, whole_minutes(part.spent)) for part in plan.parts if len(plan.parts) > 1]


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


def _poll(poll: PollResult, language: str) -> dict[str, Any]:
    text_language, words = resolve(poll.texts, language)
    return {
        "question": words["question"],
        "language": text_language,
        "quiz": poll.is_quiz,
        "kind": poll.kind,
        "anonymous": poll.is_anonymous,
        "secret": bool(poll.withheld),
        "round": poll.round,
        "abstained": poll.abstained,
        "open": poll.state is PollState.OPEN,
        "voters": poll.voters,
        "mean": _decimal(poll.mean),
        "numbers": _numbers(poll),
        "right": _right(poll),
        "words": [word for word in poll.words if not word.hidden],
        "replies": poll.replies,
        "part": "" if poll.part is None else resolve(poll.part, language)[1],
        "options": [
            {
                "label": words["labels"].get(option.key, option.key),
                "votes": option.votes,
                "score": _decimal(option.score),
                "percent": _share(poll, option),
                "correct": option.is_correct,
            }
            for option in options_in_result(poll.options)
        ],
        "most": max([option.votes or 0 for option in poll.options], default=0),
    }


def _share(poll: PollResult, option: OptionResult) -> int | None:
    """Return the option's percentage of the voters; None for points, which do not count people."""
    if not poll.kind.counts_people or option.votes is None:
        return None
    return percent(option.votes, poll.voters)


def _numbers(poll: PollResult) -> dict[str, Any]:
    numbers = poll.numbers
    if numbers is None:
        return {}
    values = {"median": numbers.median, "least": numbers.min, "most": numbers.max}
    return {
        **{name: _decimal(value) for name, value in values.items()},
        "right": numbers.right or 0,
        "bins": [
            {"from": _decimal(interval.low), "to": _decimal(interval.high), "count": interval.count}
            for interval in numbers.bins
        ],
    }


def _right(poll: PollResult) -> str:
    if poll.right is None:
        return ""
    # Show all digits: answers were not judged by a rounded value.
    value, tolerance = (decimal(number, 9) for number in (poll.right.value, poll.right.tolerance))
    return f"{value} ± {tolerance}" if poll.right.tolerance else value


def _decimal(value: float | None) -> str:
    return "" if value is None else decimal(value)


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

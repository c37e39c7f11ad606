"""Agreed steps as pages show them after a session, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.days import day_in_words
from webinar.kit.language_fallback import resolve
from webinar.kit.zones import local_time
from webinar.live.steps import queries as step_queries
from webinar.live.steps.indicators import indicators
from webinar.live.steps.models import Step, StepState
from webinar.live.steps.moves import UNDONE
from webinar.live.steps.queries import Owner
from webinar.results.followup import queries
from webinar.results.followup.models import ReportKind as K
from webinar.results.followup.queries import RecordedReport
from webinar.room.rooms.models import Room

# The reports that an owner may make on a step in this state, in the order of the buttons.
OFFERED: dict[StepState, tuple[K, ...]] = {
    StepState.AGREED: (K.STARTED, K.DONE, K.MOVED, K.BLOCKED, K.NOTE),
    StepState.OWNED: (K.STARTED, K.DONE, K.MOVED, K.BLOCKED, K.NOTE),
    StepState.IN_PROGRESS: (K.DONE, K.MOVED, K.BLOCKED, K.NOTE),
    StepState.BLOCKED: (K.STARTED, K.DONE, K.MOVED, K.NOTE),
    StepState.DONE: (K.NOTE, K.REOPENED),
}


def today_in(room: Room) -> date:
    """Return today's date in the session's time zone."""
    return local_time(clock.now(), room.time_zone).date()


def zone_of(room: Room) -> ZoneInfo:
    """Return the session's time zone; UTC if that zone no longer exists."""
    zone = local_time(clock.now(), room.time_zone).tzinfo
    return zone if isinstance(zone, ZoneInfo) else ZoneInfo("UTC")


def is_overdue(step: Step, today: date) -> bool:
    return step.state in UNDONE and step.due is not None and step.due < today


def step_views(
    db: Session, room: Room, steps: Sequence[Step], language: str
) -> list[dict[str, Any]]:
    """Return the steps as they are shown to all who may see them."""
    wordings, owners = step_queries.wordings(db, steps), step_queries.owners(db, steps)
    reports, today = queries.reports_of(db, steps), today_in(room)
    drafts = step_queries.drafts_of(db, steps)
    return [
        {
            **_text_in(step, {tag: row.text for tag, row in wordings[step.id].items()}, language),
            "number": step.number,
            "state": step.state.value,
            "due": day(step.due),
            "due_date": step.due,
            "due_iso": "" if step.due is None else step.due.isoformat(),
            "days_late": (today - step.due).days if step.due and is_overdue(step, today) else 0,
            "is_today": step.state in UNDONE and step.due == today,
            "check_back": day(step.check_back),
            "indicator": indicators(step, drafts.get(step.id)).get(language, step.indicator),
            "evidence": step.evidence,
            "owners": [_owner(owner) for owner in owners[step.id]],
            "reports": [_report(report, room, owners[step.id]) for report in reports[step.id]],
            "files": sum(len(report.files) for report in reports[step.id]),
            "offered": [kind.value for kind in OFFERED[step.state]],
            "earliest": max(today, step.check_back or today).isoformat(),
        }
        for step in steps
    ]


def day(value: date | None) -> str:
    """Return the date in words; an empty text for None."""
    return "" if value is None else day_in_words(value)


def local_day(instant: datetime, room: Room) -> str:
    """Return the date of the instant, in the session's time zone, in words."""
    return day(local_time(instant, room.time_zone).date())


def size(count: int) -> str:
    """Return the size of a file of `count` bytes in words, in kB or MB."""
    if count < 1_000_000:
        return str(_("%(count)s kB", count=max(1, round(count / 1000))))
    megabytes = format_decimal(count / 1_000_000, "0.0", get_locale())
    return str(_("%(count)s MB", count=megabytes))


def _text_in(step: Step, texts: dict[str, str], language: str) -> dict[str, Any]:
    """Return the step's text in the reader's language if it is translated, else the original."""
    ordered = {step.language: step.text} | texts
    tag, text = resolve(ordered, language)
    is_own = tag == language
    return {
        "text": text if is_own else step.text,
        "language": tag if is_own else step.language,
        "original": step.text if is_own and language != step.language else "",
        "original_language": step.language,
    }


def _owner(owner: Owner) -> dict[str, Any]:
    return {
        "number": owner.row.number,
        "member": owner.member,
        "name": owner.name,
        "role": owner.row.role,
        "state": owner.row.state.value,
        "reason": owner.row.reason,
        "paper_by": owner.paper_by,
    }


def _report(report: RecordedReport, room: Room, owners: Sequence[Owner]) -> dict[str, Any]:
    row = report.row
    reporter = next((owner for owner in owners if owner.row.number == row.owner), None)
    return {
        "kind": row.kind.value,
        "note": row.note,
        "was_due": day(row.was_due),
        "new_due": day(row.new_due),
        "at": local_day(row.reported_at, room),
        "by": "" if reporter is None else reporter.name or reporter.row.role,
        "host": report.host,
        "files": [
            {"number": file.number, "name": file.name, "size": size(file.size)}
            for file in report.files
        ],
    }

"""The download of next steps as a table: wording, answers, owners and reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from webinar.kit.files.tables import Column, Columns, Someone, clean, someone
from webinar.kit.language_fallback import resolve
from webinar.live.steps.models import Answer
from webinar.results.reports.queries import Reason, StepRecord


class StepRow(NamedTuple):
    """A step, worded: `text` is in `language`."""

    step: StepRecord
    language: str
    text: str


def step_rows(steps: Iterable[StepRecord], language: str) -> list[StepRow]:
    """Return the steps, worded in `language` or in the next best language that they have."""
    return [StepRow(step, *resolve(step.texts, language)) for step in steps]


def _owners(step: StepRecord) -> Someone:
    return Someone(clean("; ".join(step.owners)), clean("; ".join(step.owner_numbers)))


def _reason(record: Reason) -> Mapping[str, Any]:
    return {
        "member": record.member,
        "name": someone(record.member, record.name),
        "answer": record.answer.value,
        "reason": clean(record.reason),
    }


COLUMNS: Columns[StepRow] = (
    Column("step", "number", _l("Step"), lambda row: row.step.number),
    Column("text", "text", _l("Text"), lambda row: row.text),
    Column("language", "text", _l("Language"), lambda row: row.language),
    Column("state", "text", _l("State"), lambda row: row.step.state.value),
    Column(
        "proposed_by",
        "text",
        _l("Proposed by"),
        lambda row: someone(row.step.proposer, row.step.proposed_by),
    ),
    Column(
        "agree",
        "number",
        lazy_pgettext("how many", "agree"),
        lambda row: row.step.counts[Answer.AGREE],
    ),
    Column(
        "reserve",
        "number",
        lazy_pgettext("how many", "agree with a reservation"),
        lambda row: row.step.counts[Answer.RESERVE],
    ),
    Column(
        "disagree",
        "number",
        lazy_pgettext("how many", "disagree"),
        lambda row: row.step.counts[Answer.DISAGREE],
    ),
    Column(
        "abstain",
        "number",
        lazy_pgettext("how many", "abstain"),
        lambda row: row.step.counts[Answer.ABSTAIN],
    ),
    Column(
        "must_ask",
        "number",
        lazy_pgettext("how many", "must ask a superior"),
        lambda row: row.step.counts[Answer.MUST_ASK],
    ),
    Column("owners", "text", _l("Owners"), lambda row: _owners(row.step)),
    Column("due", "date", _l("Due date"), lambda row: row.step.due),
    Column("check_back", "date", _l("To be checked on"), lambda row: row.step.check_back),
    Column("indicator", "text", _l("How one sees that it is done"), lambda row: row.step.indicator),
    Column("evidence", "text", _l("What will show it"), lambda row: row.step.evidence),
    Column("decided_at", "instant", _l("Decided at"), lambda row: row.step.decided_at),
    Column(
        "reports",
        "number",
        _l("How many reports there are"),
        lambda row: row.step.report_summary.reports,
    ),
    Column("last_report", "text", _l("Latest report"), lambda row: row.step.report_summary.kind),
    Column(
        "last_report_note",
        "text",
        _l("Words of the latest report"),
        lambda row: row.step.report_summary.note,
    ),
    Column(
        "last_report_at", "instant", _l("Latest report at"), lambda row: row.step.report_summary.at
    ),
    Column("files", "number", _l("Files of evidence"), lambda row: row.step.report_summary.files),
    Column(
        "reasons", "records", "", lambda row: tuple(_reason(reason) for reason in row.step.reasons)
    ),
)

"""The download of next steps as a table: wording, answers, owners, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from webinar.kit.files.tables import Cell, Someone, Table, clean, columns, someone, table
from webinar.kit.language_fallback import resolve
from webinar.reports.queries import Reason, StepRecord
from webinar.steps.models import Answer


def steps_table(steps: Iterable[StepRecord], language: str) -> Table:
    """Those of the programme are worded in `language`, the others as somebody typed them."""
    return table(_STEPS, (_step_row(step, language) for step in steps))


def _step_row(step: StepRecord, language: str) -> tuple[Cell, ...]:
    found, text = resolve(step.texts, language)
    told = step.told
    return (
        step.number,
        text,
        found,
        step.state.value,
        someone(step.proposer, step.proposed_by),
        *(step.counts[one] for one in Answer),
        Someone(clean("; ".join(step.owners)), clean("; ".join(step.owner_numbers))),
        step.due,
        step.check_back,
        step.indicator,
        step.evidence,
        step.decided_at,
        told.reports,
        told.kind,
        told.note,
        told.at,
        told.files,
        tuple(_reason(one) for one in step.reasons),
    )


def _reason(one: Reason) -> Mapping[str, Any]:
    return {
        "member": one.member,
        "name": someone(one.member, one.name),
        "answer": one.answer.value,
        "reason": clean(one.reason),
    }


_STEPS = columns(
    step="number",
    text="text",
    language="text",
    state="text",
    proposed_by="text",
    agree="number",
    reserve="number",
    disagree="number",
    abstain="number",
    must_ask="number",
    owners="text",
    due="date",
    check_back="date",
    indicator="text",
    evidence="text",
    decided_at="instant",
    reports="number",
    last_report="text",
    last_report_note="text",
    last_report_at="instant",
    files="number",
    reasons="records",
)

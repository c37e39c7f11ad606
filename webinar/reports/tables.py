"""Every download as a table: stable header ids and typed cells, the same for each format.

Header ids are never translated and never change their meaning: other programs read them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, TypeAlias

from webinar.attendance.queries import Attendance
from webinar.lessons.fallback import resolve
from webinar.reports.queries import Reason, StepRecord
from webinar.steps.models import Answer

Cell: TypeAlias = (
    str | int | bool | datetime | date | tuple[str, ...] | tuple[Mapping[str, Any], ...] | None
)
Type: TypeAlias = Literal["text", "number", "flag", "instant", "date", "texts", "records"]


@dataclass(frozen=True)
class Column:
    """`records` are for JSON alone: a spreadsheet has no cell for them."""

    id: str
    type: Type


@dataclass(frozen=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def clean(text: str) -> str:
    """One line that every format can hold: no control characters, no halves of a character.

    The joiners of Arabic script stay: they are part of how a name is written.
    """
    kept = (" " if mark.isspace() else mark for mark in text if not _is_unprintable(mark))
    return "".join(kept)


def attendance_table(rows: Iterable[Attendance]) -> Table:
    return table(
        _ATTENDANCE,
        (
            (
                row.member,
                row.name,
                row.language,
                row.role.value,
                row.joined_at,
                row.presence.first_seen,
                row.presence.last_seen,
                row.presence.seconds,
                row.minutes,
                row.percent,
                row.presence.returns,
                row.is_bridged,
                clean(row.hall),
            )
            for row in rows
        ),
    )


def steps_table(steps: Iterable[StepRecord], language: str) -> Table:
    """Those of the programme are worded in `language`, the others as somebody typed them."""
    return table(_STEPS, (_step_row(step, language) for step in steps))


def _step_row(step: StepRecord, language: str) -> tuple[Cell, ...]:
    found, text = resolve(step.texts, language)
    return (
        step.number,
        text,
        found,
        step.state.value,
        step.proposed_by,
        *(step.counts[one] for one in Answer),
        "; ".join(step.owners),
        step.due,
        step.check_back,
        step.indicator,
        step.evidence,
        step.decided_at,
        tuple(_reason(one) for one in step.reasons),
    )


def _reason(one: Reason) -> Mapping[str, Any]:
    return {
        "member": one.member,
        "name": clean(one.name),
        "answer": one.answer.value,
        "reason": clean(one.reason),
    }


def table(named: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Table:
    """Of these columns; what no format can hold is taken out of the texts."""
    return Table(tuple(named), tuple(tuple(_cell(cell) for cell in row) for row in rows))


def _cell(cell: Cell) -> Cell:
    return clean(cell) if isinstance(cell, str) else cell


def _is_unprintable(mark: str) -> bool:
    return unicodedata.category(mark) in ("Cc", "Cs") and not mark.isspace()


def columns(**types: Type) -> tuple[Column, ...]:
    """By their header ids."""
    return tuple(Column(name, kind) for name, kind in types.items())


# Shares are whole percentages: where the decimal mark is a comma, a spreadsheet takes 1.05 for
# the first of May.
_ATTENDANCE = columns(
    member="number",
    name="text",
    language="text",
    role="text",
    joined_at="instant",
    first_seen="instant",
    last_seen="instant",
    seconds_present="number",
    minutes_present="number",
    percent_of_session="number",
    returns="number",
    bridged="flag",
    by_proxy_in="text",
)
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
    reasons="records",
)

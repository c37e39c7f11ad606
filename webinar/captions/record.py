"""The captions of a session as a download: what was typed, by whom, as it was last corrected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from webinar.captions import queries
from webinar.kit.files.tables import Table, columns, someone, table
from webinar.rooms.models import Room


@dataclass(frozen=True)
class CaptionRecord:
    """`line` counts from 1 in each language."""

    line: int
    language: str
    text: str
    member: int
    name: str
    said_at: datetime
    corrected_at: datetime | None


def captions(db: Session, room: Room) -> list[CaptionRecord]:
    """All languages together, in the order in which the lines were said."""
    return [
        CaptionRecord(
            line=line.number,
            language=line.language,
            text=line.text,
            member=member.number,
            name=member.name,
            said_at=line.said_at,
            corrected_at=line.corrected_at,
        )
        for line, member in queries.all_lines(db, room)
    ]


def captions_table(records: Iterable[CaptionRecord]) -> Table:
    return table(
        _COLUMNS,
        (
            (
                one.line,
                one.language,
                one.text,
                one.member,
                someone(one.member, one.name),
                one.said_at,
                one.corrected_at,
            )
            for one in records
        ),
    )


_COLUMNS = columns(
    line="number",
    language="text",
    text="text",
    member="number",
    name="text",
    said_at="instant",
    corrected_at="instant",
)

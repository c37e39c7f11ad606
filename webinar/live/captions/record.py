"""The captions of a session as a download: the corrected lines with their authors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from webinar.kit.files.tables import Column, Columns, someone
from webinar.live.captions import queries
from webinar.room.rooms.models import Room


@dataclass(frozen=True)
class CaptionRecord:
    """A line of the download. `line` counts from 1 in each language.

    A line by machine has neither a member nor a name, until an interpreter corrects it.
    `confidence_percent` is the machine's own.
    """

    line: int
    language: str
    text: str
    member: int | None
    name: str | None
    is_by_machine: bool
    confidence_percent: int | None
    said_at: datetime
    corrected_at: datetime | None


def captions(db: Session, room: Room) -> list[CaptionRecord]:
    """Return the lines of all languages in the order in which they were said."""
    return [
        CaptionRecord(
            line=line.number,
            language=line.language,
            text=line.text,
            member=None if member is None else member.number,
            name=None if member is None else member.name,
            is_by_machine=line.is_by_machine,
            confidence_percent=_percent(line.confidence),
            said_at=line.said_at,
            corrected_at=line.corrected_at,
        )
        for line, member in queries.all_lines(db, room)
    ]


def _percent(confidence: float | None) -> int | None:
    return None if confidence is None else round(confidence * 100)


COLUMNS: Columns[CaptionRecord] = (
    Column("line", "number", _l("Line"), lambda row: row.line),
    Column("language", "text", _l("Language"), lambda row: row.language),
    Column("text", "text", _l("Text"), lambda row: row.text),
    Column("member", "number", _l("Number in the session"), lambda row: row.member),
    Column("name", "text", _l("Name"), lambda row: someone(row.member, row.name)),
    Column("said_at", "instant", _l("Said at"), lambda row: row.said_at),
    Column("corrected_at", "instant", _l("Corrected at"), lambda row: row.corrected_at),
    Column("by_machine", "flag", _l("Written by machine"), lambda row: row.is_by_machine),
    Column(
        "confidence_percent",
        "number",
        _l("Confidence of the machine, in percent"),
        lambda row: row.confidence_percent,
    ),
)

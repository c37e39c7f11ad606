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
    """A line of the download. `line` counts from 1 in each language."""

    line: int
    language: str
    text: str
    member: int
    name: str
    said_at: datetime
    corrected_at: datetime | None


def captions(db: Session, room: Room) -> list[CaptionRecord]:
    """Return the lines of all languages in the order in which they were said."""
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


COLUMNS: Columns[CaptionRecord] = (
    Column("line", "number", _l("Line"), lambda row: row.line),
    Column("language", "text", _l("Language"), lambda row: row.language),
    Column("text", "text", _l("Text"), lambda row: row.text),
    Column("member", "number", _l("Number in the session"), lambda row: row.member),
    Column("name", "text", _l("Name"), lambda row: someone(row.member, row.name)),
    Column("said_at", "instant", _l("Said at"), lambda row: row.said_at),
    Column("corrected_at", "instant", _l("Corrected at"), lambda row: row.corrected_at),
)

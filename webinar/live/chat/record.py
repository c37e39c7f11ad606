"""The chat of a session as a download: its messages, and the members who removed messages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from webinar.kit.files.tables import Column, Columns, Someone, clean
from webinar.live.chat import queries
from webinar.room.rooms.models import Member, Room


@dataclass(frozen=True)
class MessageRecord:
    """A line of the download. `thread` is the participant of a private message.

    A removed message has an empty `text`.
    """

    number: int
    said_at: datetime
    name: Someone
    role: str
    thread: Someone | None
    language: str
    text: str
    removed_at: datetime | None
    removed_by: Someone | None


def messages(db: Session, room: Room) -> list[MessageRecord]:
    return [
        MessageRecord(
            number=message.number,
            said_at=message.said_at,
            name=_someone(author),
            role=author.role.value,
            thread=None if participant is None else _someone(participant),
            language=message.language,
            text=message.text,
            removed_at=message.removed_at,
            removed_by=None if remover is None else _someone(remover),
        )
        for message, author, participant, remover in queries.record_of(db, room)
    ]


def _someone(member: Member) -> Someone:
    return Someone(clean(member.name), f"#{member.number}")


COLUMNS: Columns[MessageRecord] = (
    Column("message", "number", _l("Message"), lambda row: row.number),
    Column("said_at", "instant", _l("Said at"), lambda row: row.said_at),
    Column("name", "text", _l("Name"), lambda row: row.name),
    Column("role", "text", _l("Role"), lambda row: row.role),
    Column("private_with", "text", _l("Private with"), lambda row: row.thread),
    Column("language", "text", _l("Language"), lambda row: row.language),
    Column("text", "text", _l("Text"), lambda row: row.text),
    Column("removed_at", "instant", _l("Removed at"), lambda row: row.removed_at),
    Column("removed_by", "text", _l("Who removed it"), lambda row: row.removed_by),
)

"""The chat of a session as a download: what was said, and that something was removed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from webinar.chat import queries
from webinar.kit.files.tables import Someone, Table, clean, columns, table
from webinar.rooms.models import Member, Room


@dataclass(frozen=True)
class MessageRecord:
    """`thread` is the participant of a private message; of a removed one `text` is empty."""

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
            name=_named(author),
            role=author.role.value,
            thread=None if of is None else _named(of),
            language=message.language,
            text=message.text,
            removed_at=message.removed_at,
            removed_by=None if remover is None else _named(remover),
        )
        for message, author, of, remover in queries.record_of(db, room)
    ]


def _named(member: Member) -> Someone:
    return Someone(clean(member.name), f"#{member.number}")


def chat_table(records: Iterable[MessageRecord]) -> Table:
    return table(
        _COLUMNS,
        (
            (
                one.number,
                one.said_at,
                one.name,
                one.role,
                one.thread,
                one.language,
                one.text,
                one.removed_at,
                one.removed_by,
            )
            for one in records
        ),
    )


_COLUMNS = columns(
    message="number",
    said_at="instant",
    name="text",
    role="text",
    private_with="text",
    language="text",
    text="text",
    removed_at="instant",
    removed_by="text",
)

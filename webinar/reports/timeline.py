"""What happened in a session and when, as a download. No vote, no text and no secret is in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit.files.tables import Someone, Table, clean, columns, table
from webinar.kit.loop_turns import in_turns
from webinar.rooms.models import Member, Room, TimelineEntry

# What an entry is about: the first of these that it has.
_SUBJECTS = (
    *("id", "poll", "step", "question", "part", "round", "hall", "message", "key", "label"),
    "slide",
)
# What else may be told. A new detail is left out until somebody has thought about it: some name
# people (how they were called before), others addresses.
_DETAILS = (
    *("slide", "what", "state", "ballot", "version", "language", "role", "mode", "draft"),
    *("minutes", "seconds", "until", "days", "open", "moderated", "slides", "group", "groups"),
    *("slower", "unclear", "why", "reason", "number", "numbers", "member_number", "names"),
)


class Happening(NamedTuple):
    """`seconds` since the session began; before it, less than nothing."""

    number: int
    at: datetime
    seconds: int | None
    kind: str
    who: Someone | None
    role: str
    subject: str
    detail: str


def happenings(db: Session, room: Room) -> list[Happening]:
    """In the order in which it happened."""
    rows = db.execute(
        select(
            TimelineEntry.at,
            TimelineEntry.kind,
            TimelineEntry.detail,
            Member.number,
            Member.name,
            Member.role,
        )
        .outerjoin(Member, Member.id == TimelineEntry.member_id)
        # That something was exported is no part of the session; and the same again is the same.
        .where(TimelineEntry.room_id == room.id, ~TimelineEntry.kind.startswith("report."))
        .order_by(TimelineEntry.id)
    )
    began = room.started_at
    return [
        Happening(
            place,
            at,
            round((at - began).total_seconds()) if began else None,
            kind,
            None if number is None else Someone(clean(name), f"#{number}"),
            "" if role is None else role.value,
            *_told(detail),
        )
        for place, (at, kind, detail, number, name, role) in enumerate(in_turns(rows), start=1)
    ]


def _told(detail: Mapping[str, Any]) -> tuple[str, str]:
    subject = next((key for key in _SUBJECTS if detail.get(key) is not None), None)
    rest = [
        f"{key}={_value(detail[key])}"
        for key in _DETAILS
        if key != subject and detail.get(key) is not None
    ]
    return "" if subject is None else _value(detail[subject]), "; ".join(rest)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(map(_value, value)) if isinstance(value, list) else str(value)


def timeline_table(records: Iterable[Happening]) -> Table:
    return table(_TIMELINE, records)


_TIMELINE = columns(
    entry="number",
    at="instant",
    seconds_from_start="number",
    what="text",
    by="text",
    role="text",
    subject="text",
    detail="text",
)

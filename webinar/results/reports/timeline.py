"""The events of a session and their times, as a download. It contains no vote, text or secret."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit.files.tables import Column, Columns, Someone, clean
from webinar.kit.loop_turns import in_turns
from webinar.room.rooms.models import Member, Room, TimelineEntry

# Details that can be the subject of an entry; the first that an entry has is its subject.
_SUBJECTS = (
    *("id", "poll", "step", "question", "part", "round", "hall", "message", "key", "label"),
    "slide",
)
# Other details that may be shown. Consider each new detail before adding it here: some contain
# people's former names, others addresses.
_DETAILS = (
    *("slide", "what", "state", "ballot", "version", "language", "role", "mode", "draft"),
    *("minutes", "seconds", "until", "days", "open", "moderated", "slides", "group", "groups"),
    *("slower", "unclear", "why", "reason", "number", "numbers", "member_number", "names"),
)


class Happening(NamedTuple):
    """An event. `seconds` count from the beginning of the session, and are negative before it."""

    number: int
    at: datetime
    seconds: int | None
    kind: str
    actor: Someone | None
    role: str
    subject: str
    detail: str


def happenings(db: Session, room: Room) -> list[Happening]:
    """Return the events in the order in which they happened."""
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
        # An export is not part of the session, and must not change the next export.
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
            *_subject_and_details(detail),
        )
        for place, (at, kind, detail, number, name, role) in enumerate(in_turns(rows), start=1)
    ]


def _subject_and_details(detail: Mapping[str, Any]) -> tuple[str, str]:
    subject = next((key for key in _SUBJECTS if detail.get(key) is not None), None)
    details = [
        f"{key}={_value(detail[key])}"
        for key in _DETAILS
        if key != subject and detail.get(key) is not None
    ]
    return "" if subject is None else _value(detail[subject]), "; ".join(details)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(map(_value, value)) if isinstance(value, list) else str(value)


COLUMNS: Columns[Happening] = (
    Column("entry", "number", _l("Entry"), lambda row: row.number),
    Column("at", "instant", _l("When"), lambda row: row.at),
    Column("seconds_from_start", "number", _l("Seconds since the start"), lambda row: row.seconds),
    Column("what", "text", _l("What happened"), lambda row: row.kind),
    Column("by", "text", _l("By whom"), lambda row: row.actor),
    Column("role", "text", _l("Role"), lambda row: row.role),
    Column("subject", "text", _l("What it was about"), lambda row: row.subject),
    Column("detail", "text", _l("Details"), lambda row: row.detail),
)

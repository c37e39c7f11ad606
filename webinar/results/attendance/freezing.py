"""Final reports: the register in its canonical spelling, its hash, and a chain of versions.

The content contains people's names and times, so erasing a person must take it into account
(docs/organising.md).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.loop_turns import in_turns
from webinar.kit.text import one_line
from webinar.live.presence.finality import is_final
from webinar.people.accounts.models import User
from webinar.people.audit.actions import note
from webinar.results.attendance.models import FrozenReport, Status
from webinar.results.attendance.ruling import LONGEST_REASON
from webinar.room.cohorts.queries import is_forgotten
from webinar.room.rooms.models import Room, RoomState

FORMAT = "webinar-attendance-1"
# The parts in which versions are compared; the other parts describe the version itself.
COMPARED = ("session", "rule", "people")
# Fields of the judgement that only old versions contain: their absence today is not a change.
_FORMERLY_JUDGED = ("needed_seconds",)
# Fields of a person that the first versions lacked: their presence today is not a change.
_LATER_TOLD = ("position",)


def freeze(
    db: Session,
    room: Room,
    content: Mapping[str, Any],
    user: User,
    *,
    before: int | None,
    reason: str,
    read_at: datetime,
) -> FrozenReport:
    """Freeze this content as the version after `before` (0: no version exists yet).

    `read_at` is the time at which reading the content began: content that was read before the
    figures were final may lack the last of them, however late it is frozen. Every version after the
    first needs a reason, and must differ from the one before.

    Raises `Refused`: `not_ended`, `not_final`, `names_removed`, `reason_empty`, `frozen_meanwhile`,
    `nothing_changed`.
    """
    if room.state is not RoomState.ENDED:
        raise Refused("not_ended")
    if not is_final(room, read_at):
        raise Refused("not_final")
    if is_forgotten(db, room):
        raise Refused("names_removed")
    last = latest(db, room)
    if (last.version if last else 0) != before:
        raise Refused("frozen_meanwhile")
    reason = "" if last is None else one_line(reason, LONGEST_REASON, "reason_empty")
    if last is not None and not differs(last.content, content):
        raise Refused("nothing_changed")
    row = _version(room, content, user, last, reason)
    db.add(row)
    try:
        db.flush()
    except IntegrityError as error:
        # Another process was faster: the primary key lets each version be made only once.
        raise Refused("frozen_meanwhile") from error
    note(
        db,
        "report.frozen",
        user.id,
        room_id=room.id,
        version=row.version,
        hash=row.hash,
        before=row.before_hash,
    )
    return row


def latest(db: Session, room: Room) -> FrozenReport | None:
    rows = select(FrozenReport).filter_by(room_id=room.id).order_by(FrozenReport.version.desc())
    return db.scalar(rows.limit(1))


def versions(db: Session, room: Room) -> Sequence[FrozenReport]:
    rows = select(FrozenReport).filter_by(room_id=room.id).order_by(FrozenReport.version.desc())
    return db.scalars(rows).all()


def hash_of(content: bytes) -> str:
    """Return the SHA-256 of the content, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def verify(content: bytes, hash: str) -> bool:
    """Return whether the content is, byte for byte, the one with this hash."""
    return hash_of(content) == hash


def read(content: bytes) -> dict[str, Any] | None:
    """Return a frozen report's content as values; None if `content` is no frozen report."""
    try:
        found = msgspec.json.decode(content)
    except (msgspec.DecodeError, RecursionError):
        return None
    is_report = isinstance(found, dict) and found.get("format") == FORMAT
    return found if is_report else None


def differs(frozen: bytes, content: Mapping[str, Any]) -> bool:
    was = _compared(frozen, content)
    return _spelled({name: was.get(name) for name in COMPARED}) != _spelled(
        {name: content[name] for name in COMPARED}
    )


def _compared(frozen: bytes, content: Mapping[str, Any]) -> dict[str, Any]:
    """Return a version's content with the fields that registers, such as `content`, have today."""
    was = read(frozen) or {}
    now = {one["key"]: one for one in content["people"]}
    for one in was.get("people", []):
        today = now.get(one["key"], {})
        for name in _LATER_TOLD:
            one.setdefault(name, today.get(name, ""))
        for name in _FORMERLY_JUDGED:
            one["judged"].pop(name, None)
    return was


@dataclass(frozen=True)
class Difference:
    """The differences between the present register and a frozen report.

    `people` are names by the kind of change: `status`, `minutes`, `credited` (the same facts, but
    minutes are credited differently today), `correction`, `measured`, `person` (the name, rank and
    the like), `added`, `removed`.
    """

    rule: bool
    session: bool
    people: Mapping[str, Sequence[str]]

    @property
    def is_any(self) -> bool:
        return self.rule or self.session or any(self.people.values())


def difference(frozen: bytes, content: Mapping[str, Any]) -> Difference:
    was = _compared(frozen, content)
    old = {one["key"]: one for one in was.get("people", [])}
    new = {one["key"]: one for one in content["people"]}
    people: dict[str, list[str]] = {}
    for key, one in in_turns(new.items()):
        what = _changed(old[key], one) if key in old else "added"
        if what:
            people.setdefault(what, []).append(one["name"])
    gone = [one["name"] for key, one in old.items() if key not in new]
    if gone:
        people["removed"] = gone
    return Difference(
        was.get("rule") != content["rule"], was.get("session") != content["session"], people
    )


# The first part that differs names the change; the most important parts come first.
_PARTS = (
    ("correction", ("corrections",)),
    ("measured", ("stretches", "gaps", "answered", "later_seconds", "members")),
    ("status", ("status",)),
    ("minutes", ("minutes", "judged", "is_bridged", "hall")),
)


def _changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    for what, fields in _PARTS:
        different = [name for name in fields if old.get(name) != new[name]]
        if different:
            return "credited" if different == ["minutes"] and _was_measured(old) else what
    return "person" if old != new else ""


def _was_measured(old: Mapping[str, Any]) -> bool:
    """Return whether the old minutes are the measured ones although the status was corrected: a
    corrected status formerly credited no minutes.
    """
    said = old["corrections"][-1:]
    by_status = any(one["status"] is not None and one["minutes"] is None for one in said)
    return by_status and old["minutes"] == old["measured_minutes"]


def _version(
    room: Room, content: Mapping[str, Any], user: User, last: FrozenReport | None, reason: str
) -> FrozenReport:
    version, at = (last.version if last else 0) + 1, clock.now()
    whole = {
        "format": FORMAT,
        "version": version,
        "before_hash": last.hash if last else "",
        "reason": reason,
        "frozen_at": clock.iso(at),
        "frozen_by": user.name,
        **content,
    }
    spelled = _spelled(whole)
    return FrozenReport(
        room_id=room.id,
        version=version,
        content=spelled,
        hash=hash_of(spelled),
        before_hash=whole["before_hash"],
        reason=reason,
        counts=counts_of(content["people"]),
        by_user_id=user.id,
        frozen_at=at,
    )


def counts_of(people: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Return the number of people with each status."""
    return {one.value: sum(row["status"] == one for row in people) for one in Status}


def _spelled(values: Mapping[str, Any]) -> bytes:
    """Return the canonical spelling: keys in order, no spaces, UTF-8."""
    return msgspec.json.encode(values, order="deterministic")

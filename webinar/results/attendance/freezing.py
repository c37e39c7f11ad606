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
_LATER_ADDED = ("position",)


def freeze(
    db: Session,
    room: Room,
    content: Mapping[str, Any],
    user: User,
    *,
    previous_version: int | None,
    reason: str,
    read_at: datetime,
) -> FrozenReport:
    """Freeze this content as the version after `previous_version` (0 if there is none).

    `read_at` is the time at which reading the content began: content that was read before the
    figures were final may lack the last figures, however late it is frozen. Every version after the
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
    if (last.version if last else 0) != previous_version:
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
    """Return the latest version of the session's final report; None if there is no version yet."""
    rows = select(FrozenReport).filter_by(room_id=room.id).order_by(FrozenReport.version.desc())
    return db.scalar(rows.limit(1))


def versions(db: Session, room: Room) -> Sequence[FrozenReport]:
    """Return all versions of the session's final report, the latest first."""
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
        values = msgspec.json.decode(content)
    except (msgspec.DecodeError, RecursionError):
        return None
    is_report = isinstance(values, dict) and values.get("format") == FORMAT
    return values if is_report else None


def differs(frozen: bytes, content: Mapping[str, Any]) -> bool:
    """Return whether the register, such as `content`, differs from a frozen report's content."""
    report = _with_present_fields(frozen, content)
    old = {name: report.get(name) for name in COMPARED}
    new = {name: content[name] for name in COMPARED}
    return _canonical_spelling(old) != _canonical_spelling(new)


def _with_present_fields(frozen: bytes, content: Mapping[str, Any]) -> dict[str, Any]:
    """Return a version's content with the fields that registers, such as `content`, have today."""
    report = read(frozen) or {}
    people_now = {person["key"]: person for person in content["people"]}
    for person in report.get("people", []):
        person_now = people_now.get(person["key"], {})
        for name in _LATER_ADDED:
            person.setdefault(name, person_now.get(name, ""))
        for name in _FORMERLY_JUDGED:
            person["judged"].pop(name, None)
    return report


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
    """Return the differences between the register, such as `content`, and a frozen report."""
    report = _with_present_fields(frozen, content)
    old = {person["key"]: person for person in report.get("people", [])}
    new = {person["key"]: person for person in content["people"]}
    people: dict[str, list[str]] = {}
    for key, person in in_turns(new.items()):
        change = _kind_of_change(old[key], person) if key in old else "added"
        if change:
            people.setdefault(change, []).append(person["name"])
    removed = [person["name"] for key, person in old.items() if key not in new]
    if removed:
        people["removed"] = removed
    return Difference(
        report.get("rule") != content["rule"], report.get("session") != content["session"], people
    )


# The first part that differs names the change; the most important parts come first.
_PARTS = (
    ("correction", ("corrections",)),
    ("measured", ("stretches", "gaps", "answered", "later_seconds", "members")),
    ("status", ("status",)),
    ("minutes", ("minutes", "judged", "is_bridged", "hall")),
)


def _kind_of_change(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """Return the kind of change of one person, as in `Difference.people`; "" if there is none."""
    for change, fields in _PARTS:
        different = [name for name in fields if old.get(name) != new[name]]
        if different:
            return "credited" if different == ["minutes"] and _was_measured(old) else change
    return "person" if old != new else ""


def _was_measured(old: Mapping[str, Any]) -> bool:
    """Return whether the old minutes are the measured ones although the status was corrected.

    A correction of the status alone formerly credited no minutes of its own.
    """
    last_correction = old["corrections"][-1:]
    by_status = any(
        correction["status"] is not None and correction["minutes"] is None
        for correction in last_correction
    )
    return by_status and old["minutes"] == old["measured_minutes"]


def _version(
    room: Room, content: Mapping[str, Any], user: User, last: FrozenReport | None, reason: str
) -> FrozenReport:
    version, at = (last.version if last else 0) + 1, clock.now()
    values = {
        "format": FORMAT,
        "version": version,
        "before_hash": last.hash if last else "",
        "reason": reason,
        "frozen_at": clock.iso(at),
        "frozen_by": user.name,
        **content,
    }
    spelling = _canonical_spelling(values)
    return FrozenReport(
        room_id=room.id,
        version=version,
        content=spelling,
        hash=hash_of(spelling),
        before_hash=values["before_hash"],
        reason=reason,
        counts=counts_of(content["people"]),
        by_user_id=user.id,
        frozen_at=at,
    )


def counts_of(people: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Return the number of people with each status."""
    return {status.value: sum(row["status"] == status for row in people) for status in Status}


def _canonical_spelling(values: Mapping[str, Any]) -> bytes:
    """Return the canonical spelling: keys in order, no spaces, UTF-8."""
    return msgspec.json.encode(values, order="deterministic")

"""Reads of the audit log: whether its chain is whole, and the last entry of a kind."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit.loop_turns import in_turns
from webinar.people.audit.actions import BEGINNING, entry_hash
from webinar.people.audit.models import AuditEntry


@dataclass(frozen=True)
class ChainCheck:
    """The number of entries that are as they were written, and the id of the first broken entry.

    `why` is `number` (an entry before it is missing), `chain` (it does not follow the entry before)
    or `hash` (it was changed).
    """

    entries: int
    last_hash: str
    broken: int | None = None
    why: str = ""


def verify(db: Session) -> ChainCheck:
    """Check the chain of entries from its beginning.

    This cannot show that the end of the log was cut off: to notice that, keep the number and hash
    of the last entry elsewhere, as each backup does.
    """
    count, last_hash = 0, BEGINNING
    for entry in in_turns(
        db.scalars(select(AuditEntry).order_by(AuditEntry.id).execution_options(yield_per=500))
    ):
        why = _fault(entry, count + 1, last_hash)
        if why:
            return ChainCheck(count, last_hash, entry.id, why)
        count, last_hash = count + 1, entry.hash
    return ChainCheck(count, last_hash)


def _fault(entry: AuditEntry, number: int, last_hash: str) -> str:
    if entry.id != number:
        return "number"
    if entry.before_hash != last_hash:
        return "chain"
    content = (entry.at, entry.kind, entry.user_id, entry.room_id, entry.cohort_id, entry.detail)
    return "" if entry_hash(last_hash, number, *content) == entry.hash else "hash"


def last_of_kind(db: Session, kind: str) -> AuditEntry | None:
    return db.scalar(
        select(AuditEntry).filter_by(kind=kind).order_by(AuditEntry.id.desc()).limit(1)
    )

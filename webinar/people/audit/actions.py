"""Writes the audit log. No Flask, no commit."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.people.audit.models import AuditEntry

# The hash that the first entry is chained to.
BEGINNING = "0" * 64
# Any number that no other advisory lock of ours has.
_LOCK = 7_310_481


def note(
    db: Session,
    kind: str,
    user_id: int | None,
    *,
    room_id: int | None = None,
    cohort_id: int | None = None,
    **detail: Any,
) -> AuditEntry:
    """Add an entry, within the transaction of the change that it reports.

    `detail` holds ids, counts, codes and hashes, never a name or an address (`AuditEntry`).
    """
    if db.get_bind().dialect.name == "postgresql":
        # Entries are numbered and chained, so only one transaction at a time may add some.
        db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    newest_id = select(func.max(AuditEntry.id)).scalar_subquery()
    last_entry = db.execute(
        select(AuditEntry.id, AuditEntry.hash).where(AuditEntry.id == newest_id)
    ).one_or_none()
    number, before_hash = (last_entry.id + 1, last_entry.hash) if last_entry else (1, BEGINNING)
    at = clock.now()
    entry = AuditEntry(
        id=number,
        at=at,
        kind=kind,
        user_id=user_id,
        room_id=room_id,
        cohort_id=cohort_id,
        detail=detail,
        before_hash=before_hash,
        hash=entry_hash(before_hash, number, at, kind, user_id, room_id, cohort_id, detail),
    )
    db.add(entry)
    db.flush()
    return entry


def entry_hash(
    before_hash: str,
    number: int,
    at: datetime,
    kind: str,
    user_id: int | None,
    room_id: int | None,
    cohort_id: int | None,
    detail: dict[str, Any],
) -> str:
    """Return the hash of an entry: SHA-256 of its content as JSON, with the hash before it."""
    content = [before_hash, number, at.isoformat(), kind, user_id, room_id, cohort_id, detail]
    return hashlib.sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()

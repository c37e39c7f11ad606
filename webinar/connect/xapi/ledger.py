"""Compares events with queued statements: which hold, which are new, which no longer hold.

No Flask, no commit. `reconcile` reads and decides, `enqueue` writes; both may be repeated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from webinar.connect.xapi.models import Sending, Statement
from webinar.connect.xapi.statements import Event, Place, statement_with_id, void_statement
from webinar.kit.db import upsert
from webinar.kit.parts import in_parts

_AT_ONCE = 500


@dataclass(frozen=True)
class CurrentStatement:
    """A statement that holds; `is_new` if it is not queued yet. `body` is JSON."""

    id: str
    event: Event
    body: str
    is_new: bool


@dataclass(frozen=True)
class Reconciliation:
    """`current` statements hold, in the order of the events; `withdrawn` ones no longer hold."""

    current: tuple[CurrentStatement, ...]
    withdrawn: tuple[Statement, ...]


def reconcile(db: Session, place: Place, events: Sequence[Event]) -> Reconciliation:
    """Compare events with their queued statements. An unchanged event keeps its statement."""
    queued = _queued_statements(db, events)
    current: list[CurrentStatement] = []
    withdrawn: list[Statement] = []
    for event in events:
        rows = queued.get(event.topic, [])
        standing = _standing_statement(rows)
        if standing is not None and _matches_event(standing, event):
            current.append(CurrentStatement(standing.id, event, standing.body, is_new=False))
            continue
        if standing is not None:
            withdrawn.append(standing)
        if event.body is not None:
            statement = statement_with_id(place, event, len(rows))
            current.append(CurrentStatement(statement["id"], event, encode(statement), is_new=True))
    return Reconciliation(tuple(current), tuple(withdrawn))


def events_to_queue(db: Session, events: Sequence[Event]) -> list[Event]:
    """Return the events that need a write. Usually there are none, and no write is needed."""
    queued = _queued_statements(db, events)
    changed_events = []
    for event in events:
        standing = _standing_statement(queued.get(event.topic, []))
        is_new = event.body is not None if standing is None else not _matches_event(standing, event)
        if is_new:
            changed_events.append(event)
    return changed_events


def enqueue(db: Session, place: Place, events: Sequence[Event], at: datetime) -> int:
    """Queue new statements, and voidings of those that no longer hold; return their number.

    A statement that was never tried is deleted instead: the store does not know it.
    """
    reconciliation = reconcile(db, place, events)
    rows = [
        _row(statement.id, statement.event, statement.body, at)
        for statement in reconciliation.current
        if statement.is_new
    ]
    for old in reconciliation.withdrawn:
        if old.state is Sending.WAITING and not old.tries:
            db.execute(delete(Statement).where(Statement.id == old.id, Statement.tries == 0))
            continue
        old.voided_at = at
        if old.state is not Sending.FAILED:
            void = void_statement(place, old.id, at)
            rows.append({**_row_like(old), "id": void["id"], "body": encode(void)}
                        | {"queued_at": at, "next_at": at})  # fmt: skip
    if rows:
        # Two processes may make the same statement: the id is the same, and the first one stands.
        upsert(db, Statement, rows, update=("topic",))
    return len(rows)


def encode(body: Mapping[str, Any]) -> str:
    """Return the statement as JSON with sorted keys: equal statements give equal text."""
    return msgspec.json.encode(body, order="deterministic").decode()


def _standing_statement(rows: Sequence[Statement]) -> Statement | None:
    return next((row for row in rows if row.voided_at is None), None)


def _matches_event(standing: Statement, event: Event) -> bool:
    return event.body is not None and standing.facts == event.fingerprint


def _queued_statements(db: Session, events: Sequence[Event]) -> Mapping[str, list[Statement]]:
    topics = [event.topic for event in events]
    statements_by_topic: dict[str, list[Statement]] = defaultdict(list)
    for batch in in_parts(topics, _AT_ONCE):
        rows = select(Statement).where(Statement.topic.in_(batch))
        for row in db.scalars(rows.order_by(Statement.queued_at, Statement.id)):
            statements_by_topic[row.topic].append(row)
    return statements_by_topic


def _row(statement_id: str, event: Event, body: str, at: datetime) -> dict[str, Any]:
    return {
        "id": statement_id,
        "topic": event.topic,
        "facts": event.fingerprint,
        "body": body,
        "learner_id": event.actor.learner_id,
        "person_id": event.actor.person_id,
        "member_id": event.actor.member_id,
        "queued_at": at,
        "voided_at": None,
        "state": Sending.WAITING,
        "tries": 0,
        "next_at": at,
        "error": "",
    }


def _row_like(old: Statement) -> dict[str, Any]:
    """Return the common part of the row of a voiding.

    It names the people of the old statement, so that erasing them deletes it, too. Its topic names
    the old statement, so that it counts as the statement of no event.
    """
    return {
        "topic": f"void:{old.id}",
        "facts": "",
        "learner_id": old.learner_id,
        "person_id": old.person_id,
        "member_id": old.member_id,
        "voided_at": None,
        "state": Sending.WAITING,
        "tries": 0,
        "error": "",
    }

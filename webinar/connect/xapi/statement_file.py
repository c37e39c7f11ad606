"""Statements as a file: a JSON array, one statement per line, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy.orm import Session

from webinar.connect.xapi.event_collection import MOST_STATEMENTS
from webinar.connect.xapi.ledger import CurrentStatement, encode, reconcile
from webinar.connect.xapi.statements import Event, Place, agent
from webinar.kit import concurrency
from webinar.kit.errors import Refused
from webinar.kit.loop_turns import in_turns
from webinar.kit.parts import in_parts
from webinar.people.accounts.delivery import Made

_AT_ONCE = 500


def current_statements(
    db: Session, place: Place, events: Iterable[Event]
) -> tuple[CurrentStatement, ...]:
    """Return the statements that hold for these events. Refused: `too_many_statements`."""
    gathered_events = []
    for event in in_turns(events):
        gathered_events.append(event)
        if len(gathered_events) > MOST_STATEMENTS:
            raise Refused("too_many_statements")
    statements: list[CurrentStatement] = []
    for batch in in_parts(gathered_events, _AT_ONCE):
        statements += reconcile(db, place, batch).current
        concurrency.sleep(0)
    return tuple(statements)


def statements_file(statements: Iterable[CurrentStatement], place: Place) -> Made:
    """Make the file, with a statement as each row. Uses no database, so it may run off the loop."""
    lines = [_line(statement, place) for statement in statements]
    content = ("[\n" + ",\n".join(lines) + "\n]\n").encode()
    return Made(content, len(lines))


def _line(statement: CurrentStatement, place: Place) -> str:
    """Return the statement as it was sent, but with the actor's name as this file requires."""
    if statement.is_new:
        return statement.body
    return encode(
        {**msgspec.json.decode(statement.body), "actor": agent(place, statement.event.actor)}
    )

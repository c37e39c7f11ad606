"""Statements as a file: a JSON array, one statement per line, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy.orm import Session

from webinar.connect.xapi.collecting import MOST_STATEMENTS
from webinar.connect.xapi.ledger import CurrentStatement, encoded, reconcile
from webinar.connect.xapi.statements import Event, Place, actor
from webinar.kit import concurrency
from webinar.kit.errors import Refused
from webinar.kit.loop_turns import in_turns
from webinar.kit.parts import in_parts
from webinar.people.accounts.delivery import Made

_AT_ONCE = 500


def gathered(db: Session, place: Place, events: Iterable[Event]) -> tuple[CurrentStatement, ...]:
    """The statements that hold for these events. Refused: `too_many_statements`."""
    found = []
    for event in in_turns(events):
        found.append(event)
        if len(found) > MOST_STATEMENTS:
            raise Refused("too_many_statements")
    said: list[CurrentStatement] = []
    for some in in_parts(found, _AT_ONCE):
        said += reconcile(db, place, some).current
        concurrency.sleep(0)
    return tuple(said)


def filed(said: Iterable[CurrentStatement], place: Place) -> Made:
    """Make the file, with a statement as each row. Uses no database, so it may run off the loop."""
    lines = [_line(one, place) for one in said]
    content = ("[\n" + ",\n".join(lines) + "\n]\n").encode()
    return Made(content, len(lines))


def _line(one: CurrentStatement, place: Place) -> str:
    """The statement as it was sent, but with the actor's name as this file requires."""
    if one.is_new:
        return one.body
    return encoded({**msgspec.json.decode(one.body), "actor": actor(place, one.event.who)})

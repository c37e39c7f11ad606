"""Makes statements from events, and sends them, in the background."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from sqlalchemy.orm import Session

from config import Settings
from webinar.connect.xapi import event_collection, outbox
from webinar.connect.xapi.event_collection import Changes
from webinar.connect.xapi.ledger import enqueue, events_to_queue
from webinar.connect.xapi.record_store import Store
from webinar.connect.xapi.statements import Event, Place
from webinar.kit import clock, concurrency
from webinar.kit.db import Database
from webinar.kit.parts import in_parts
from webinar.kit.web.services import Services

Reading = Callable[[Session], Sequence[Event]]

SENDING_SECONDS = 60
# The number of learners read in one go, while the loop waits: with all their work, and with new
# work only.
REREAD_AT_ONCE, ACTIVE_AT_ONCE = 2, 20
# The number of events in one transaction, for which other writers wait.
EVENTS_AT_ONCE = 200


class Overtaken(Exception):
    """The data for the statements changed after it was read."""


def send_statements(server: Services) -> None:
    """Queue new statements and send the due ones, if there is a record store."""
    if server.settings.lrs is not None:
        collect(server.db, place_of(server.settings))
        send(server.db, Store(server.settings.lrs))


def place_of(settings: Settings, *, names: bool | None = None) -> Place:
    """Return the origin of statements.

    By default it gives names if the store is set to get them.
    """
    with_names = bool(settings.lrs and settings.lrs.names) if names is None else names
    # The oldest known key, so that a new key does not change people's identities.
    return Place(settings.public_url, settings.secret_keys[-1], with_names)


def collect(database: Database, place: Place) -> int:
    """Queue statements about all that happened since the last time; return their number."""
    at = clock.now()
    with database.read() as db:
        changes = event_collection.changes_since_mark(db)
    queued = 0
    try:
        for read in _readings(place, changes):
            queued += _queue(database, place, changes, read)
    except Overtaken:
        # The mark stays, so the next round reads all of it again.
        return queued
    database.write(lambda db: outbox.set_mark(db, at, changes.entry))
    return queued


def send(database: Database, store: Store, within: float = SENDING_SECONDS) -> tuple[int, int]:
    """Send due statements batch by batch; return how many were sent, and how many were not.

    Stop when none is due, the store does not answer, or `within` seconds have passed.
    """
    sent = unsent = 0
    end = time.monotonic() + within
    while batch := database.write(lambda db: outbox.claim(db, clock.now())):
        fates = store.deliver(batch)
        database.write(partial(outbox.settle, fates=fates, at=clock.now()))
        sent += sum(fate.is_sent for fate in fates.values())
        unsent += sum(not fate.is_sent for fate in fates.values())
        if time.monotonic() >= end or any(not fate.is_final for fate in fates.values()):
            break
    return sent, unsent


def _readings(place: Place, changes: Changes) -> Iterator[Reading]:
    """Yield the readings to make; the loop waits during each of them."""
    for batch in in_parts(changes.reread, REREAD_AT_ONCE):
        yield partial(event_collection.events_of_learners, place=place, ids=batch)
    for batch in in_parts(changes.learners, ACTIVE_AT_ONCE):
        yield partial(
            event_collection.events_of_learners, place=place, ids=batch, since=changes.since
        )
    for room_id in changes.rooms:
        yield partial(event_collection.events_of_room, place=place, room_id=room_id)
    for batch in in_parts(changes.certificates, EVENTS_AT_ONCE):
        yield partial(event_collection.events_of_certificates, place=place, ids=batch)


def _queue(database: Database, place: Place, changes: Changes, read: Reading) -> int:
    """Queue a reading's new events; most events are queued already, and those need no write."""
    with database.read() as db:
        events = read(db)
    queued = 0
    for batch in in_parts(events, EVENTS_AT_ONCE):
        concurrency.sleep(0)
        with database.read() as db:
            new = events_to_queue(db, batch)
        if new:
            queued += database.write(partial(_enqueue, place, new, changes.entry))
    return queued


def _enqueue(place: Place, events: Sequence[Event], entry: int, db: Session) -> int:
    """Queue the events. Raises `Overtaken`, and keeps nothing, if the data read may be outdated.

    Another process may have queued newer statements already, and would not read their data again.
    """
    queued = enqueue(db, place, events, clock.now())
    # Check only now: the process that queued newer statements saw its entry before, so if their
    # rows are visible here, the entry is, too.
    if event_collection.is_overtaken(db, entry):
        raise Overtaken
    return queued

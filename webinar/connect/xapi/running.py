"""Making statements from events, and sending them, in the background."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from sqlalchemy.orm import Session

from config import Settings
from webinar.connect.xapi import collecting, outbox
from webinar.connect.xapi.collecting import Changed
from webinar.connect.xapi.ledger import enqueue, events_to_queue
from webinar.connect.xapi.sending import Store
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


def send_statements(own: Services) -> None:
    """Queue new statements and send the due ones, if there is a record store."""
    if own.settings.lrs is not None:
        collect(own.db, place_of(own.settings))
        send(own.db, Store(own.settings.lrs))


def place_of(settings: Settings, *, names: bool | None = None) -> Place:
    """The origin of statements. By default it gives names if the store is set to get them."""
    with_names = bool(settings.lrs and settings.lrs.names) if names is None else names
    # The oldest known key, so that a new key does not change people's identities.
    return Place(settings.public_url, settings.secret_keys[-1], with_names)


def collect(database: Database, place: Place) -> int:
    """Queue statements about all that happened since the last time; return their number."""
    at = clock.now()
    with database.read() as db:
        found = collecting.changed(db)
    queued = 0
    try:
        for read in _readings(place, found):
            queued += _queue(database, place, found, read)
    except Overtaken:
        # The mark stays, so the next round reads all of it again.
        return queued
    database.write(lambda db: outbox.set_mark(db, at, found.entry))
    return queued


def send(database: Database, store: Store, within: float = SENDING_SECONDS) -> tuple[int, int]:
    """Send due statements batch by batch until none is due, the store is away, or `within` seconds
    have passed; return how many were sent, and how many were not.
    """
    sent = left = 0
    end = time.monotonic() + within
    while batch := database.write(lambda db: outbox.claim(db, clock.now())):
        fates = store.deliver(batch)
        database.write(partial(outbox.settle, fates=fates, at=clock.now()))
        sent += sum(fate.is_sent for fate in fates.values())
        left += sum(not fate.is_sent for fate in fates.values())
        if time.monotonic() >= end or any(not fate.is_final for fate in fates.values()):
            break
    return sent, left


def _readings(place: Place, found: Changed) -> Iterator[Reading]:
    """The readings to make; each runs in one go."""
    for some in in_parts(found.reread, REREAD_AT_ONCE):
        yield partial(collecting.events_of_learners, place=place, ids=some)
    for some in in_parts(found.learners, ACTIVE_AT_ONCE):
        yield partial(collecting.events_of_learners, place=place, ids=some, since=found.since)
    for room_id in found.rooms:
        yield partial(collecting.events_of_room, place=place, room_id=room_id)
    for some in in_parts(found.certificates, EVENTS_AT_ONCE):
        yield partial(collecting.events_of_certificates, place=place, ids=some)


def _queue(database: Database, place: Place, found: Changed, read: Reading) -> int:
    """Queue a reading's new events; most events are queued already, and those need no write."""
    with database.read() as db:
        events = read(db)
    queued = 0
    for some in in_parts(events, EVENTS_AT_ONCE):
        concurrency.sleep(0)
        with database.read() as db:
            new = events_to_queue(db, some)
        if new:
            queued += database.write(partial(_enqueue, place, new, found.entry))
    return queued


def _enqueue(place: Place, events: Sequence[Event], entry: int, db: Session) -> int:
    """Raise `Overtaken`, and so keep nothing, if the data read may be outdated. Another process may
    have queued newer statements already, and would not read their data again.
    """
    queued = enqueue(db, place, events, clock.now())
    # Check only now: the process that queued newer statements saw its entry before, so if their
    # rows are visible here, the entry is, too.
    if collecting.is_overtaken(db, entry):
        raise Overtaken
    return queued

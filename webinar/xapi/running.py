"""Making statements of what happened, and sending them: in the background, and by a command."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial

import click
from sqlalchemy.orm import Session

from config import Settings
from webinar import clock, concurrency
from webinar.db import Database
from webinar.services import Services
from webinar.xapi import collecting, outbox
from webinar.xapi.ledger import enqueue
from webinar.xapi.sending import Store
from webinar.xapi.statements import Event, Place

log = logging.getLogger(__name__)

EVERY_SECONDS = 60
# In one round: the others are sent in the next.
BATCHES = 40


def start_sending(own: Services) -> None:
    """Begin, if there is a record store; called once by the server."""
    if own.settings.lrs is not None:
        concurrency.spawn(_run, own)


def place_of(settings: Settings, *, names: bool | None = None) -> Place:
    """Where statements come from; with names if the store is to have them, or as said."""
    with_names = bool(settings.lrs and settings.lrs.names) if names is None else names
    return Place(settings.public_url, settings.secret_key, with_names)


def collect(database: Database, place: Place) -> int:
    """Queue what happened since the last time; answers how many statements that were."""
    at = clock.now()
    with database.read() as db:
        found = collecting.changed(db)
    queued = 0
    for first in range(0, len(found.learners), collecting.LEARNERS_AT_ONCE):
        some = found.learners[first : first + collecting.LEARNERS_AT_ONCE]
        queued += _queue(
            database, place, partial(collecting.events_of_learners, place=place, ids=some)
        )
    for room_id in found.rooms:
        queued += _queue(
            database, place, partial(collecting.events_of_room, place=place, room_id=room_id)
        )
    if found.certificates:
        read = partial(collecting.events_of_certificates, place=place, ids=found.certificates)
        queued += _queue(database, place, read)
    database.write(lambda db: outbox.set_mark(db, at, found.entry))
    return queued


def send(database: Database, store: Store) -> tuple[int, int]:
    """Send what is due until the store is away; answers how many went, and how many did not."""
    sent = left = 0
    for _round in range(BATCHES):
        batch = database.write(lambda db: outbox.claim(db, clock.now()))
        if not batch:
            break
        fates = store.deliver(batch)
        database.write(partial(outbox.settle, fates=fates, at=clock.now()))
        sent += sum(one.is_sent for one in fates.values())
        left += sum(not one.is_sent for one in fates.values())
        if any(not one.is_final for one in fates.values()):
            break
    return sent, left


def _queue(database: Database, place: Place, read: Callable[[Session], Sequence[Event]]) -> int:
    with database.read() as db:
        events = read(db)
    concurrency.sleep(0)
    return database.write(lambda db: enqueue(db, place, events, clock.now())) if events else 0


def _run(own: Services) -> None:
    if own.settings.lrs is None:
        return
    store, place = Store(own.settings.lrs), place_of(own.settings)
    while True:
        concurrency.sleep(EVERY_SECONDS)
        try:
            collect(own.db, place)
            send(own.db, store)
        except Exception:
            log.exception("statements could not be sent; it is tried again in a minute")


@click.command("xapi-send")
@click.option("--again", is_flag=True, help="Also those that the store refused for good.")
def xapi_send(again: bool) -> None:
    """Send statements to the record store now; a running server does it by itself every minute."""
    from webinar.operating.opening import ready, settings

    own = settings()
    if own.lrs is None:
        raise click.ClickException("No record store is set: LRS_ENDPOINT (docs/operators.md).")
    database = ready(own)
    if again:
        database.write(lambda db: outbox.again(db, clock.now()))
    queued = collect(database, place_of(own))
    sent, left = send(database, Store(own.lrs))
    click.echo(f"{queued} made, {sent} sent, {left} not taken.")
    with database.read() as db:
        waiting, failed = outbox.counts(db)
    click.echo(f"{waiting} wait, {failed} were refused.")

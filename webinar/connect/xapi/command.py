"""`webinar xapi-send`: send statements to the record store, now."""

from __future__ import annotations

import math

import click

from webinar.connect.xapi import outbox
from webinar.connect.xapi.record_store import Store
from webinar.connect.xapi.statement_jobs import collect, place_of, send
from webinar.kit import clock
from webinar.kit.opening import open_migrated, settings


@click.command("xapi-send")
@click.option("--again", is_flag=True, help="Also resend the statements that the store refused.")
def xapi_send(again: bool) -> None:
    """Send statements to the record store now.

    This includes statements that wait for their next attempt. A running server sends every minute.
    """
    app_settings = settings()
    if app_settings.lrs is None:
        raise click.ClickException(
            "No record store is set up: see LRS_ENDPOINT in docs/operators.md."
        )
    database = open_migrated(app_settings)
    database.write(lambda db: outbox.retry_now(db, clock.now()))
    if again:
        database.write(lambda db: outbox.retry_failed(db, clock.now()))
    queued = collect(database, place_of(app_settings))
    sent, unsent = send(database, Store(app_settings.lrs), within=math.inf)
    click.echo(f"{queued} queued, {sent} sent, {unsent} not accepted.")
    with database.read() as db:
        waiting, failed = outbox.counts(db)
    click.echo(f"{waiting} waiting, {failed} refused.")

"""`webinar lti-send`: send learning platforms the scores that are due."""

from __future__ import annotations

import sys

import click

from webinar.connect.lti.score_delivery import send_all
from webinar.kit.opening import open_migrated, reports_refusals, settings


@click.command("lti-send")
@reports_refusals
def lti_send() -> None:
    """Send due scores to learning platforms now.

    A running server does the same every minute. Exits with 1 if a platform did not accept a score.
    """
    app_settings = settings()
    accepted, failed = send_all(open_migrated(app_settings), app_settings)
    click.echo(f"{accepted} accepted, {failed} not accepted")
    if failed:
        click.echo("The course's page says why. The server will try again.", err=True)
        sys.exit(1)

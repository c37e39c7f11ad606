"""`webinar lti-send`: send learning platforms the scores that are due."""

from __future__ import annotations

import sys

import click

from webinar.connect.lti.sending import send_all
from webinar.kit.opening import ready, says_refusals, settings


@click.command("lti-send")
@says_refusals
def lti_send() -> None:
    """Send the scores that learning platforms are to know. The server does so each minute, too."""
    own = settings()
    taken, failed = send_all(ready(own), own)
    click.echo(f"{taken} sent, {failed} not taken")
    if failed:
        click.echo("Why is on each course's page; they are tried again.", err=True)
        sys.exit(1)

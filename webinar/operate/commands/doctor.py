"""`webinar doctor`: finds wrong settings, and says how to mend them."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from config import Settings, UnsafeSettings
from webinar.operate.commands.findings import Finding, problem
from webinar.operate.commands.machine import machine_found, mail_found, proxy_clock, settings_found
from webinar.operate.commands.stored import stored_found
from webinar.operate.commands.uploads import uploads_found

_MARKS = {"ok": "ok     ", "look": "look   ", "problem": "PROBLEM"}


@click.command()
@click.option("--mail", is_flag=True, help="Also sign in to the mail server, without sending mail.")
def doctor(mail: bool) -> None:
    """Check the settings, machine, database and modules.

    Changes nothing. Exits with 1 if there are problems.
    """
    found = []
    for finding in findings(with_mail=mail):
        found.append(finding)
        click.echo(f"{_MARKS[finding.state]}  {finding.check}: {finding.seen}")
        if finding.mend:
            click.echo(f"         -> {finding.mend}")
    problems = sum(one.state == "problem" for one in found)
    click.echo(f"{len(found)} checks, {problems} problems.")
    if problems:
        sys.exit(1)


def findings(*, with_mail: bool = False) -> Iterator[Finding]:
    """Yield the findings; settings with which the server would not start are the only finding."""
    try:
        own = Settings.from_env()
    except UnsafeSettings as unsafe:
        yield problem("settings", str(unsafe), "docs/operators.md lists all settings.")
        return
    yield from settings_found(own)
    yield from machine_found(own)
    yield from stored_found(own)
    yield from proxy_clock(own)
    yield from uploads_found(own)
    if with_mail:
        yield mail_found(own)

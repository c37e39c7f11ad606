"""`webinar doctor`: finds wrong settings, and says how to mend them."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from config import Settings, UnsafeSettings
from webinar.operate.commands.findings import Finding, problem
from webinar.operate.commands.machine import (
    check_machine,
    check_mail,
    check_proxy,
    check_settings,
)
from webinar.operate.commands.media import check_media_server
from webinar.operate.commands.storage import check_storage
from webinar.operate.commands.uploads import check_uploads

_MARKS = {"ok": "ok     ", "look": "look   ", "problem": "PROBLEM"}


@click.command()
@click.option("--mail", is_flag=True, help="Also sign in to the mail server, without sending mail.")
def doctor(mail: bool) -> None:
    """Check the settings, machine, database and modules.

    Changes nothing. Exits with 1 if there are problems.
    """
    results = []
    for finding in findings(with_mail=mail):
        results.append(finding)
        click.echo(f"{_MARKS[finding.state]}  {finding.check}: {finding.observation}")
        if finding.remedy:
            click.echo(f"         -> {finding.remedy}")
    problems = sum(finding.state == "problem" for finding in results)
    click.echo(f"{len(results)} checks, {problems} problems.")
    if problems:
        sys.exit(1)


def findings(*, with_mail: bool = False) -> Iterator[Finding]:
    """Yield the findings; if the server would not start with the settings, only that one."""
    try:
        settings = Settings.from_env()
    except UnsafeSettings as unsafe:
        yield problem("settings", str(unsafe), "docs/operators.md lists all settings.")
        return
    yield from check_settings(settings)
    yield from check_machine(settings)
    yield from check_storage(settings)
    yield from check_proxy(settings)
    yield from check_uploads(settings)
    yield from check_media_server(settings)
    if with_mail:
        yield check_mail(settings)

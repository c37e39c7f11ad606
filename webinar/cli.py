"""The command line: `webinar …` or `python -m webinar.cli …`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from webinar import tables  # noqa: F401  every table is known before the first query
from webinar.authoring.command import new_module, preview
from webinar.handouts.command import handout
from webinar.importing.command import import_module
from webinar.kit.opening import opened
from webinar.lessons.library import lint_library
from webinar.lessons.problems import format_problems
from webinar.lti.command import lti_send
from webinar.migrating import migrate
from webinar.operating.backup import backup
from webinar.operating.doctor import doctor
from webinar.operating.environment import load_environment
from webinar.operating.records import erase_person, export_person, purge, verify_audit
from webinar.operating.restore import restore
from webinar.operating.status import status
from webinar.operating.users import sign_in_link, users
from webinar.packages.command import package_module
from webinar.rehearsal.command import rehearse
from webinar.xapi.command import xapi_send


@click.group()
@click.option(
    "--env",
    "environment",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read settings from this file, as systemd's EnvironmentFile= does.",
)
def webinar(environment: Path | None) -> None:
    """Interactive webinars from Markdown."""
    if environment is not None:
        load_environment(environment)


@webinar.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def lint(folder: Path) -> None:
    """Check the modules in FOLDER and say what to type instead."""
    problems = lint_library(folder)
    click.echo(format_problems(problems))
    if any(problem.severity == "error" for problem in problems):
        sys.exit(1)


@webinar.command("migrate")
def migrate_database() -> None:
    """Bring the database to the newest shape."""
    migrate(opened())


for command in (
    handout,
    package_module,
    rehearse,
    preview,
    new_module,
    users,
    sign_in_link,
    backup,
    restore,
    doctor,
    status,
    verify_audit,
    purge,
    export_person,
    erase_person,
    lti_send,
    xapi_send,
    import_module,
):
    webinar.add_command(command)


if __name__ == "__main__":
    webinar()

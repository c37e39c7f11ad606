"""The command line: `webinar …` or `python -m webinar.cli …`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from webinar import tables  # noqa: F401  every table is known before the first query
from webinar.connect.lti.command import lti_send
from webinar.connect.packages.command import package_module
from webinar.connect.xapi.command import xapi_send
from webinar.content.authoring.command import new_module, preview
from webinar.content.handouts.command import handout
from webinar.content.importing.command import import_module
from webinar.content.lessons.library import lint_library
from webinar.content.lessons.problems import format_problems
from webinar.kit.opening import open_database
from webinar.live.transcription.command import captions
from webinar.operate.commands.backup import backup
from webinar.operate.commands.doctor import doctor
from webinar.operate.commands.environment import load_environment
from webinar.operate.commands.records import erase_person, export_person, purge, verify_audit
from webinar.operate.commands.restore import restore
from webinar.operate.commands.status import status
from webinar.operate.commands.users import sign_in_link, users
from webinar.operate.migrating import migrate
from webinar.operate.rehearsal.command import rehearse


@click.group()
@click.option(
    "--env",
    "environment",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read settings from FILE as systemd's EnvironmentFile= does. Default: the environment.",
)
def webinar(environment: Path | None) -> None:
    """Manage the webinar server, its data and its modules."""
    if environment is not None:
        load_environment(environment)


@webinar.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def lint(folder: Path) -> None:
    """Check the modules in FOLDER and suggest corrections.

    Exits with 1 if there are errors.
    """
    problems = lint_library(folder)
    click.echo(format_problems(problems))
    if any(problem.severity == "error" for problem in problems):
        sys.exit(1)


@webinar.command("migrate")
def migrate_database() -> None:
    """Bring the database to the newest schema.

    The server does the same when it starts.
    """
    migrate(open_database())


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
    captions,
):
    webinar.add_command(command)


if __name__ == "__main__":
    webinar()

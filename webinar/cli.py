"""The command line: `webinar …` or `python -m webinar.cli …`."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from sqlalchemy.orm import Session

from config import Settings
from webinar import tables  # noqa: F401  every table is known before the first query
from webinar.accounts.actions import create_user, make_sign_in_link
from webinar.accounts.models import UserRole
from webinar.accounts.queries import user_by_email
from webinar.authoring.command import new_module, preview
from webinar.db import Database
from webinar.handouts.command import handout
from webinar.lessons.library import lint_library
from webinar.lessons.problems import format_problems
from webinar.migrating import migrate
from webinar.rehearsal.command import rehearse


@click.group()
def webinar() -> None:
    """Interactive webinars from Markdown."""


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
    migrate(_database())


@webinar.command("sign-in-link")
@click.argument("email")
@click.option("--name", help="Make the account if there is none.")
@click.option("--role", type=click.Choice([role.value for role in UserRole]), default="organiser")
def sign_in_link(email: str, name: str | None, role: str) -> None:
    """Print a link that signs EMAIL in once, within a day."""
    settings = Settings.from_env()

    def make(db: Session) -> str:
        user = user_by_email(db, email)
        if user is None and name:
            user = create_user(db, email, name, UserRole(role))
        if user is None:
            raise click.ClickException(f"There is no account {email}. Make it with --name.")
        return make_sign_in_link(db, user)

    token = _database().write(make)
    click.echo(f"{settings.public_url}/welcome/{token}")


webinar.add_command(handout)
webinar.add_command(rehearse)
webinar.add_command(preview)
webinar.add_command(new_module)


def _database() -> Database:
    settings = Settings.from_env()
    settings.instance.mkdir(parents=True, exist_ok=True)
    return Database(settings.database_url)


if __name__ == "__main__":
    webinar()

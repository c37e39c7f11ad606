"""The first steps of every operator's command: the settings and the database."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import make_url
from sqlalchemy.orm import Session

from config import ROOT, Settings, UnsafeSettings
from webinar.kit.db import Database
from webinar.kit.errors import Refused

P = ParamSpec("P")
T = TypeVar("T")


def settings() -> Settings:
    """The settings that the server would start with; a problem ends the command with one line."""
    try:
        return Settings.from_env()
    except UnsafeSettings as unsafe:
        raise click.ClickException(str(unsafe)) from None


def open_database(own: Settings | None = None) -> Database:
    """Open the database in any revision, and make the folder for it."""
    effective = own or settings()
    effective.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        database = Database(effective.database_url)
    except ValueError as error:
        raise click.ClickException(f"DATABASE_URL: {error}") from None
    _make_private(effective)
    command = click.get_current_context(silent=True)
    if command is not None:
        command.call_on_close(database.close)
    return database


def _make_private(own: Settings) -> None:
    """Create a missing database readable by its owner alone, under any umask.

    SQLite gives its additional files the same rights. Modules and papers that a command writes
    are for others, so these keep the umask of the person who runs it.
    """
    path = sqlite_path(own)
    if path is not None and path.name not in ("", ":memory:"):
        with suppress(OSError):  # it is there, or opening it will say what is wrong
            path.touch(mode=0o600, exist_ok=False)


def open_migrated(own: Settings | None = None) -> Database:
    """Open the database in the newest revision; it must exist, so no file is created."""
    effective = own or settings()
    path = sqlite_path(effective)
    if path is not None and not path.exists():
        raise click.ClickException(f"There is no database at {path} yet. Run: webinar migrate")
    database = open_database(effective)
    try:
        with database.read() as db:
            revision = revision_of(db)
    except Refused:
        raise click.ClickException(
            f"The database {shown_url(effective)} does not answer. Run: webinar doctor"
        ) from None
    if revision not in revisions():
        raise click.ClickException(
            f"A newer version made the database (revision {revision})."
            if revision
            else "The database has no tables yet. Run: webinar migrate"
        )
    if revision != head():
        raise click.ClickException(
            f"The database is of an older version (at {revision}, newest {head()}). "
            "Stop the server and run: webinar migrate"
        )
    return database


def reports_refusals(command: Callable[P, T]) -> Callable[P, T]:
    """Let a command say in one line that the database is locked, full or away."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except Refused as refusal:
            if refusal.code != "try_again":
                raise
            raise click.ClickException(
                "The database is busy, full or unreachable. Nothing was changed. "
                "Run: webinar doctor"
            ) from None

    return run


def sqlite_path(own: Settings) -> Path | None:
    url = make_url(own.database_url)
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def shown_url(own: Settings) -> str:
    """The database's URL without its password."""
    return make_url(own.database_url).render_as_string(hide_password=True)


def revision_of(db: Session) -> str:
    """The revision that the database is in; empty if it has none."""
    return MigrationContext.configure(db.connection()).get_current_revision() or ""


def head() -> str:
    """The newest revision that this version knows."""
    return _scripts().get_current_head() or ""


def revisions() -> set[str]:
    """All revisions that this version knows."""
    return {revision.revision for revision in _scripts().walk_revisions()}


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    return ScriptDirectory.from_config(config)

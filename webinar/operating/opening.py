"""What every command of an operator begins with: the settings and the database."""

from __future__ import annotations

import click

from config import Settings, UnsafeSettings
from webinar.db import Database


def settings() -> Settings:
    """Those that the server would start with; what is wrong with them is said in one line."""
    try:
        return Settings.from_env()
    except UnsafeSettings as unsafe:
        raise click.ClickException(str(unsafe)) from None


def opened(own: Settings | None = None) -> Database:
    found = own or settings()
    found.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        return Database(found.database_url)
    except ValueError as error:
        raise click.ClickException(f"DATABASE_URL: {error}") from None

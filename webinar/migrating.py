"""Bringing the database to the newest shape, by alembic's API."""

from __future__ import annotations

from alembic import command
from alembic.config import Config

from config import ROOT
from webinar.db import Database


def migrate(db: Database) -> None:
    """Upgrade to the newest revision; does nothing if it is there already."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    with db.writer.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

"""Runs alembic's commands on a database, by its API, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from config import ROOT
from webinar.kit.db import Database
from webinar.kit.postgres_waits import in_bulk

# Any number that no other advisory lock of this server has.
_LOCK = 7_349_022


def upgrade(db: Database, revision: str) -> None:
    """Upgrade to this revision, or to `head`; do nothing if the database has it already."""
    with revising(db) as config:
        command.upgrade(config, revision)


@contextmanager
def revising(db: Database) -> Iterator[Config]:
    """Yield the configuration for alembic's commands; the block's commands are one transaction."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    with in_bulk(), db.writer.connect() as connection:
        config.attributes["connection"] = connection
        if db.is_sqlite:
            _set_references(connection, "OFF")
        try:
            with connection.begin():
                if not db.is_sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
                yield config
                if db.is_sqlite:
                    _check_references(connection)
        finally:
            if db.is_sqlite:
                _set_references(connection, "ON")


def _set_references(connection: Connection, state: str) -> None:
    """Switch foreign keys. Call it outside of a transaction: within one, SQLite ignores it."""
    driver: Any = connection.connection.driver_connection
    driver.execute(f"PRAGMA foreign_keys={state}")


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise RuntimeError(f"a row of {broken[0]} refers to nothing; the database is unchanged")

"""Brings the database to the newest schema, by alembic's API."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, inspect, text

from config import ROOT
from webinar.kit.db import Database
from webinar.kit.postgres_waits import in_bulk

if TYPE_CHECKING:
    from alembic.config import Config

REVISIONS = ROOT / "migrations" / "versions"
_VERSION = "alembic_version"
# Any number that no other advisory lock of this server has.
_LOCK = 7_349_022


def migrate(db: Database, revision: str = "head") -> None:
    """Upgrade to this revision, by default the newest; do nothing if the database has it already.

    The upgrade is one transaction, and processes that start together wait for the first of them. On
    SQLite, a changed constraint means that a new table replaces the old one, although rows of other
    tables refer to it. So references are not enforced meanwhile, but checked before the commit.
    """
    if revision == "head" and _has_newest(db):
        return  # most starts: alembic and all revisions need not be read
    with revising(db) as config:
        from alembic import command

        command.upgrade(config, revision)


def newest_revision() -> str:
    """Return the newest revision: the files begin with their numbers."""
    return max(file.name.split("_")[0] for file in REVISIONS.glob("[0-9]*.py"))


def _has_newest(db: Database) -> bool:
    with db.writer.connect() as connection:
        if not inspect(connection).has_table(_VERSION):
            return False
        versions = connection.scalars(text(f"SELECT version_num FROM {_VERSION}")).all()  # noqa: S608
        return versions == [newest_revision()]


@contextmanager
def revising(db: Database) -> Iterator[Config]:
    """Yield the configuration for alembic's commands; the block's commands are one transaction."""
    from alembic.config import Config

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

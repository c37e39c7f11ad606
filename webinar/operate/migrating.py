"""Brings the database to the newest schema."""

from __future__ import annotations

from sqlalchemy import inspect, text

from config import ROOT
from webinar.kit.db import Database

REVISIONS = ROOT / "migrations" / "versions"
_VERSION = "alembic_version"


def migrate(db: Database, revision: str = "head") -> None:
    """Upgrade to this revision, by default the newest; do nothing if the database has it already.

    The upgrade is one transaction, and processes that start together wait for the first of them. On
    SQLite, a changed constraint means that a new table replaces the old one, although rows of other
    tables refer to it. So references are not enforced meanwhile, but checked before the commit.
    """
    if revision == "head" and _has_newest(db):
        return
    # Imported here: most starts need neither alembic nor the revisions.
    from webinar.operate.revising import upgrade

    upgrade(db, revision)


def newest_revision() -> str:
    """Return the newest revision: the files begin with their numbers."""
    return max(file.name.split("_")[0] for file in REVISIONS.glob("[0-9]*.py"))


def _has_newest(db: Database) -> bool:
    with db.writer.connect() as connection:
        if not inspect(connection).has_table(_VERSION):
            return False
        versions = connection.scalars(text(f"SELECT version_num FROM {_VERSION}")).all()  # noqa: S608
        return versions == [newest_revision()]

"""`webinar backup FILE`: backs up everything that a server needs, even while it runs."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from pathlib import Path

import click
from sqlalchemy import make_url, text
from sqlalchemy.orm import Session

from config import Settings
from webinar.kit import clock
from webinar.kit.db import Database
from webinar.kit.opening import open_migrated, reports_refusals, settings
from webinar.operate.commands import archive
from webinar.operate.commands.postgres import dump_postgres
from webinar.people.audit.actions import note
from webinar.people.audit.queries import verify


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@reports_refusals
def backup(file: Path) -> None:
    """Back up the database, evidence files and keys to FILE.

    FILE is a tar archive. The server can keep running: the backup contains everything that was
    acknowledged before the command started. It also contains personal data and keys, so keep it as
    safe as the server, and for 35 days at most.
    """
    if file.exists():
        raise click.ClickException(f"{file} already exists. Choose another name.")
    server_settings = settings()
    manifest = back_up(server_settings, open_migrated(server_settings), file)
    size = file.stat().st_size
    click.echo(f"{file}: {len(manifest.files)} files, {size:,} bytes.")
    audit = manifest.audit
    click.echo(f"Audit log: {audit['entries']} entries, hash of the last {audit['hash']}")
    if audit["broken"] is not None:
        click.echo(
            f"The audit log's chain is broken at entry {audit['broken']}; only the entries before "
            "it are counted here. Run: webinar verify-audit",
            err=True,
        )


def back_up(server_settings: Settings, database: Database, file: Path) -> archive.Manifest:
    """Make the archive and note it in the audit log. Raises `click.ClickException`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as folder:
        name = archive.SQLITE if database.is_sqlite else archive.POSTGRES
        copy = Path(folder) / name
        fields = copy_database(server_settings.database_url, copy)
        # Collect files after the database, because a file is written before the row that names it.
        files = {name: copy, **dict(archive.files_below(server_settings.instance))}
        manifest = archive.pack(file, files, fields)

    def work(db: Session) -> None:
        note(db, "backup.made", None, files=len(manifest.files), sha256=archive.sha256_of(file))

    database.write(work)
    return manifest


def copy_database(url: str, target: Path) -> dict[str, object]:
    """Copy the database consistently; return the first fields of the manifest."""
    made_at = clock.iso(clock.now())
    is_sqlite = make_url(url).get_backend_name() == "sqlite"
    if is_sqlite:
        _copy_sqlite(Path(make_url(url).database or ""), target)
        fields = _revision_and_audit(f"sqlite:///{target}")
    else:
        # Ask before the dump: entries that arrive meanwhile are in the copy, but not counted here.
        fields = _revision_and_audit(url)
        dump_postgres(url, target)
    return {"made_at": made_at, "database": "sqlite" if is_sqlite else "postgresql", **fields}


def _copy_sqlite(source: Path, target: Path) -> None:
    """Copy one snapshot, without pages that were freed; writers can continue meanwhile."""
    if not source.exists():
        raise click.ClickException(f"There is no database at {source}.")
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    connection = sqlite3.connect(source, isolation_level=None, timeout=30)
    try:
        connection.execute("VACUUM INTO ?", (str(target),))
    finally:
        connection.close()


def _revision_and_audit(url: str) -> dict[str, object]:
    database = Database(url)
    try:
        with database.read() as db:
            revision = db.scalar(text("SELECT version_num FROM alembic_version")) or ""
            audit = verify(db)
    except Exception as error:
        raise click.ClickException(
            f"The database is foreign or of an older version ({error.__class__.__name__}). "
            "Run: webinar migrate"
        ) from None
    finally:
        database.close()
    return {
        "revision": revision,
        "audit": {"entries": audit.entries, "hash": audit.last_hash, "broken": audit.broken},
    }

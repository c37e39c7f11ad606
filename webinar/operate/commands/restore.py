"""`webinar restore FILE`: restores a server to its state at the time of the backup."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy import make_url

from config import Settings, UnsafeSettings
from webinar.kit.opening import open_database, revisions, settings
from webinar.operate.commands import archive
from webinar.operate.commands.postgres import put_postgres
from webinar.operate.migrating import migrate
from webinar.operate.single_server import claim_database
from webinar.people.audit.actions import note


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--force", is_flag=True, help="Restore even if there is data; the command moves that aside."
)
def restore(file: Path, force: bool) -> None:
    """Restore the backup FILE.

    Stop the server first.
    """
    server_settings = settings()
    server_settings.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        lock = claim_database(server_settings)
    except UnsafeSettings as running:
        raise click.ClickException(f"Not restored: {running}") from None
    try:
        _restore(server_settings, file, force)
    finally:
        if lock is not None:
            lock.close()


def _restore(server_settings: Settings, file: Path, force: bool) -> None:
    is_sqlite = make_url(server_settings.database_url).get_backend_name() == "sqlite"
    with tempfile.TemporaryDirectory(dir=server_settings.instance, prefix=".restore-") as name:
        folder = Path(name)
        try:
            manifest = archive.unpack(file, folder)
        except archive.Damaged as damaged:
            raise click.ClickException(f"Not restored: in {file}, {damaged}.") from None
        _check(manifest, is_sqlite, folder)
        if is_sqlite:
            _put_sqlite(server_settings, folder / archive.SQLITE, force)
        else:
            put_postgres(
                server_settings.database_url,
                folder / archive.POSTGRES,
                f"before_restore_{_BEGAN_AT}",
                force,
            )
        _put_files(server_settings, folder / archive.INSTANCE)
    database = open_database(server_settings)
    migrate(database)
    made_at = manifest.made_at
    database.write(lambda db: note(db, "backup.restored", None, made_at=made_at))
    database.close()
    click.echo(f"Restored the backup of {made_at}. Start the server now.")


def _check(manifest: archive.Manifest, is_sqlite: bool, folder: Path) -> None:
    kind = "sqlite" if is_sqlite else "postgresql"
    if manifest.database != kind:
        raise click.ClickException(
            f"Not restored: the backup is of {manifest.database}, but DATABASE_URL is {kind}."
        )
    if manifest.revision not in revisions():
        raise click.ClickException(
            f"Not restored: a newer version made the backup (revision {manifest.revision}). "
            "Install that version first."
        )
    if is_sqlite:
        connection = sqlite3.connect(folder / archive.SQLITE)
        (result,) = connection.execute("PRAGMA integrity_check").fetchone()
        connection.close()
        if result != "ok":
            raise click.ClickException(
                f"Not restored: the database in the backup is damaged ({result})."
            )


def _put_sqlite(server_settings: Settings, copy: Path, force: bool) -> None:
    target = Path(make_url(server_settings.database_url).database or "")
    if target.exists() and target.stat().st_size:
        if not force:
            raise click.ClickException(
                f"Not restored: {target} has data. Use --force to move it aside first."
            )
        for suffix in ("", "-wal", "-shm"):
            old_file = target.with_name(target.name + suffix)
            if old_file.exists():
                old_file.replace(_aside(target, suffix))
        click.echo(f"Previous data moved to {_aside(target, '')}. Delete it when you are sure.")
    for suffix in ("-wal", "-shm"):
        target.with_name(target.name + suffix).unlink(missing_ok=True)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.move(copy, target)


# The time at which this command began, for the names of data that it moves aside.
_BEGAN_AT = datetime.now(UTC).strftime("%Y%m%d_%H%M%S")


def _aside(path: Path, suffix: str) -> Path:
    return path.with_name(f"{path.name}.before-restore-{_BEGAN_AT}{suffix}")


def _put_files(server_settings: Settings, folder: Path) -> None:
    """Restore evidence and keys; a file of the same name is moved aside, not lost."""
    if not folder.exists():
        return
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        target = server_settings.instance / path.relative_to(folder)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if target.exists():
            if archive.sha256_of(target) == archive.sha256_of(path):
                continue
            target.replace(_aside(target, ""))
        shutil.move(path, target)

"""Dumps and restores a PostgreSQL database by PostgreSQL's own client programs."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import click
from sqlalchemy import Connection, Engine, create_engine, make_url, pool, text
from sqlalchemy.exc import DBAPIError

# Counts other connections to this database, such as those of a server or a shell.
_OTHERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND backend_type = 'client backend'
"""
_TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"


def dump_postgres(url: str, target: Path) -> None:
    """Dump one consistent snapshot; writers can continue meanwhile."""
    _run(url, "pg_dump", "--format=custom", "--no-owner", "--schema=public", f"--file={target}")


def put_postgres(url: str, dumped: Path, aside: str, force: bool) -> None:
    """Fill the schema `public` from the dump. Its old content is kept as the schema `aside`.

    If the dump cannot be read, the old content is put back.
    """
    program("pg_restore")
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=pool.NullPool)
    moved = _make_room(engine, aside, force)
    try:
        # The dump creates the schema itself.
        _run(url, "pg_restore", "--no-owner", "--single-transaction", "--exit-on-error", dumped)
    except click.ClickException:
        _say(engine, *_put_back(aside, moved))
        raise
    if moved:
        click.echo(f"Previous data moved to the schema {aside}. Drop it when you are sure.")


def _make_room(engine: Engine, aside: str, force: bool) -> bool:
    """Move the schema `public` aside, or drop it if it is empty; return whether it was moved."""
    with _connected(engine) as connection:
        others = _others(connection)
        has_tables = bool(connection.scalar(text(_TABLES)))
    if others:
        raise click.ClickException(
            f"Not restored: the database has {others} other open connections. "
            "Stop all servers and other programs first."
        )
    if has_tables and not force:
        raise click.ClickException(
            "Not restored: the database has data. Use --force to move it aside first."
        )
    _say(engine, f"ALTER SCHEMA public RENAME TO {aside}" if has_tables else "DROP SCHEMA public")
    return has_tables


def _others(connection: Connection) -> int:
    """Count the other connections. Wait for those that have just closed and are still listed."""
    for _try in range(20):
        found: int = connection.scalar(text(_OTHERS)) or 0
        if not found:
            break
        time.sleep(0.1)
    return found


def _put_back(aside: str, moved: bool) -> Sequence[str]:
    away = "DROP SCHEMA IF EXISTS public CASCADE"
    return (away, f"ALTER SCHEMA {aside} RENAME TO public" if moved else "CREATE SCHEMA public")


def _say(engine: Engine, *statements: str) -> None:
    with _connected(engine) as connection:
        for statement in statements:
            try:
                connection.execute(text(statement))
            except DBAPIError as error:
                raise click.ClickException(
                    f"Not restored: {str(error.orig).strip()} (at: {statement}). The user of "
                    "DATABASE_URL must own the schema: ALTER SCHEMA public OWNER TO …"
                ) from None


def _connected(engine: Engine) -> Connection:
    try:
        return engine.connect()
    except DBAPIError as error:
        raise click.ClickException(f"The database does not answer: {error.orig}") from None


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise click.ClickException(
            f"{name} is not installed. Install PostgreSQL's client programs "
            "(the server's version or newer), or run this command where the database runs."
        )
    return found


def _run(url: str, name: str, *arguments: str | Path) -> None:
    parsed = make_url(url)
    plain = parsed.set(drivername="postgresql", password=None).render_as_string()
    done = subprocess.run(  # noqa: S603  our own arguments
        [program(name), *map(str, arguments), f"--dbname={plain}"],
        # Keep the password out of the arguments, which every user of this machine can read.
        env={**os.environ, **({"PGPASSWORD": parsed.password} if parsed.password else {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return
    said = done.stderr.strip()
    if "version mismatch" in said or "unsupported version" in said:
        said += (
            f"\n{name} is older than the database: install the client programs of the server's "
            "version, and put them first in PATH."
        )
    raise click.ClickException(f"{name}: {said}")

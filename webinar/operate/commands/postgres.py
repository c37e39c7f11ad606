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


def put_postgres(url: str, dump: Path, old_schema: str, force: bool) -> None:
    """Fill the schema `public` from the dump. Its old content is kept as the schema `old_schema`.

    If the dump cannot be read, the old content is put back.
    """
    program("pg_restore")
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=pool.NullPool)
    is_moved = _make_room(engine, old_schema, force)
    try:
        # The dump creates the schema itself.
        _run(url, "pg_restore", "--no-owner", "--single-transaction", "--exit-on-error", dump)
    except click.ClickException:
        _execute(engine, *_statements_to_put_back(old_schema, is_moved))
        raise
    if is_moved:
        click.echo(f"Previous data moved to the schema {old_schema}. Drop it when you are sure.")


def _make_room(engine: Engine, old_schema: str, force: bool) -> bool:
    """Move the schema `public` aside, or drop it if it is empty; return whether it was moved."""
    with _connect(engine) as connection:
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
    _execute(
        engine,
        f"ALTER SCHEMA public RENAME TO {old_schema}" if has_tables else "DROP SCHEMA public",
    )
    return has_tables


def _others(connection: Connection) -> int:
    """Count the other connections. Wait for those that have just closed and are still listed."""
    for _try in range(20):
        count: int = connection.scalar(text(_OTHERS)) or 0
        if not count:
            break
        time.sleep(0.1)
    return count


def _statements_to_put_back(old_schema: str, is_moved: bool) -> Sequence[str]:
    drop = "DROP SCHEMA IF EXISTS public CASCADE"
    return (
        drop,
        f"ALTER SCHEMA {old_schema} RENAME TO public" if is_moved else "CREATE SCHEMA public",
    )


def _execute(engine: Engine, *statements: str) -> None:
    with _connect(engine) as connection:
        for statement in statements:
            try:
                connection.execute(text(statement))
            except DBAPIError as error:
                raise click.ClickException(
                    f"Not restored: {str(error.orig).strip()} (at: {statement}). The user of "
                    "DATABASE_URL must own the schema: ALTER SCHEMA public OWNER TO …"
                ) from None


def _connect(engine: Engine) -> Connection:
    try:
        return engine.connect()
    except DBAPIError as error:
        raise click.ClickException(f"The database does not answer: {error.orig}") from None


def program(name: str) -> str:
    """Return the path of this client program. Raises `click.ClickException` without it."""
    path = shutil.which(name)
    if path is None:
        raise click.ClickException(
            f"{name} is not installed. Install PostgreSQL's client programs "
            "(the server's version or newer), or run this command where the database runs."
        )
    return path


def _run(url: str, name: str, *arguments: str | Path) -> None:
    parsed = make_url(url)
    plain = parsed.set(drivername="postgresql", password=None).render_as_string()
    result = subprocess.run(  # noqa: S603  our own arguments
        [program(name), *map(str, arguments), f"--dbname={plain}"],
        # Keep the password out of the arguments, which every user of this machine can read.
        env={**os.environ, **({"PGPASSWORD": parsed.password} if parsed.password else {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode == 0:
        return
    message = result.stderr.strip()
    if "version mismatch" in message or "unsupported version" in message:
        message += (
            f"\n{name} is older than the database: install the client programs of the server's "
            "version, and put them first in PATH."
        )
    raise click.ClickException(f"{name}: {message}")

"""Engines: setting up connections to SQLite and PostgreSQL, for reading and for writing."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError

from webinar.kit import slices

# A writer that finds the database locked by another process waits this long, then asks to be
# retried: well within the time that clients wait for an answer.
BUSY_TIMEOUT_MS = 2000

# Rows of an insert that share a message to PostgreSQL; a row of presence has 400 bytes.
ROWS_PER_MESSAGE = 500


def is_locked(error: OperationalError) -> bool:
    """Whether another process holds SQLite's database: then it is neither full nor broken."""
    code: int = getattr(error.orig, "sqlite_errorcode", 0)
    # The lower byte of an extended code is the code.
    return code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def make_engine(url: URL, **options: Any) -> Engine:
    """Make an engine whose errors, which go to the log, hide the values of statements: votes."""
    return create_engine(url, hide_parameters=True, **options)


def pause_before_statements(reader: Engine) -> None:
    """Let a page in slices pause before each statement, as it waits for a database server."""

    @event.listens_for(reader, "before_cursor_execute")
    def pause(*_: Any) -> None:
        slices.pause()


def send_inserts_together(writer: Engine) -> None:
    """Send the rows of an insert to PostgreSQL in few messages, not in one message for each row.

    A room waits while its commit does, and each message is a round trip. Updates and deletions stay
    as they are: of several in one message, nobody could tell how many rows each of them found.
    """

    @event.listens_for(writer, "do_executemany")
    def send(cursor: Any, statement: str, rows: Any, context: Any) -> bool:
        if not context.isinsert:
            return False
        # Imported here, because the driver is large, and a server on SQLite does not need it.
        from psycopg2 import extras

        extras.execute_batch(cursor, statement, rows, page_size=ROWS_PER_MESSAGE)
        return True

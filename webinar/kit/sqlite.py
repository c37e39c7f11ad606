"""SQLite's needs beyond SQLAlchemy: setting up its connections, and emptying its log."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, event

# How long emptying the log waits for readers; all writers wait meanwhile.
PATIENCE_MS = 100


def prepare_sqlite(
    engine: Engine, patience_ms: int, *, begin: str, read_only: bool = False
) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        # The driver's own transaction handling is switched off: `begin` below decides.
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            f"busy_timeout={patience_ms}",
            "foreign_keys=ON",
            "secure_delete=ON",
            f"query_only={'ON' if read_only else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def start(connection: Any) -> None:
        connection.exec_driver_sql(begin)


def set_patience(engine: Engine, usual_ms: int, patience_ms: Callable[[], int]) -> None:
    """Let each transaction set its wait for other processes. Call this before `prepare_sqlite`."""

    @event.listens_for(engine, "begin")
    def change(connection: Any) -> None:
        milliseconds = patience_ms()
        if connection.info.get("patience", usual_ms) != milliseconds:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={milliseconds}")
            connection.info["patience"] = milliseconds


def empty_log(writer: Engine, usual_patience_ms: int) -> bool:
    """Write back the write-ahead log, which holds earlier versions of pages, and cut it to nothing.

    Return False if a reader still needed the log. This bypasses SQLAlchemy's transactions, since
    SQLite makes no checkpoints within one.
    """
    connection = writer.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={PATIENCE_MS}")
        is_busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        cursor.execute(f"PRAGMA busy_timeout={usual_patience_ms}")
        return not is_busy
    finally:
        connection.close()

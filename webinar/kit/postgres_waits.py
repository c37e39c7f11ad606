"""Limits on the time to wait for PostgreSQL.

A server that hangs keeps its connections and answers nothing, and the driver alone would wait
until the server goes on. All waits of the driver come here, in both async modes. The limit is on
the time in which nothing at all arrives, so a long answer that is on its way is no silence.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from sqlalchemy import Engine, event

from webinar.kit import concurrency

# The longest silence for pages and reports, and by default.
ANSWER_SECONDS = 10.0
# The same for commands: clients wait 5 seconds for an answer, which may need two such waits.
HASTE_SECONDS = 2.5
# The same for the next waits after a silence that was too long.
AGAIN_SECONDS = 0.8
# The same for migrations and purges, whose statements may touch whole tables.
BULK_SECONDS = 900.0

# A process that stands still in the middle of a transaction must not hold a room for the others.
ON_CONNECT = "SET idle_in_transaction_session_timeout = '10s'"

_thread = threading.local()
_silent_at = float("-inf")


def in_haste() -> AbstractContextManager[None]:
    """Wait more briefly within this context, since the client sends the command again."""
    return _silence_of(HASTE_SECONDS)


def in_bulk() -> AbstractContextManager[None]:
    """Let single statements take minutes within this context."""
    return _silence_of(BULK_SECONDS)


@contextmanager
def _silence_of(seconds: float) -> Iterator[None]:
    previous = getattr(_thread, "seconds", None)
    _thread.seconds = seconds
    try:
        yield
    finally:
        _thread.seconds = previous


def install(*engines: Engine) -> None:
    """Make the driver wait here, instead of in eventlet's callback or in its own library."""
    # Imported here, because the driver is large, and a server on SQLite does not need it.
    from psycopg2 import extensions

    extensions.set_wait_callback(_wait)
    for engine in engines:
        event.listen(engine, "connect", _set_session)


def _set_session(connection: Any, _record: Any) -> None:
    """Set up a new connection outside any transaction, whose rollback would undo the settings."""
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(ON_CONNECT)
    connection.autocommit = False


def _wait(connection: Any) -> None:
    from psycopg2 import OperationalError, extensions

    while (state := connection.poll()) != extensions.POLL_OK:
        if not _is_heard(connection.fileno(), writing=state == extensions.POLL_WRITE):
            _note_silence()
            # The driver closes the connection, so no late answer can reach another statement.
            raise OperationalError("the database does not answer")


def _is_heard(fileno: int, *, writing: bool) -> bool:
    """Wait in short steps: another wait may have found out meanwhile that the server hangs."""
    began = time.monotonic()
    while (remaining := _patience() - (time.monotonic() - began)) > 0:
        try:
            concurrency.wait_for(fileno, writing=writing, seconds=min(remaining, AGAIN_SECONDS))
        except TimeoutError:
            continue
        return True
    return False


def _patience() -> float:
    seconds: float = getattr(_thread, "seconds", None) or ANSWER_SECONDS
    is_silent = time.monotonic() - _silent_at < ANSWER_SECONDS
    return min(seconds, AGAIN_SECONDS) if is_silent and seconds <= ANSWER_SECONDS else seconds


def _note_silence() -> None:
    global _silent_at  # one server of PostgreSQL for the whole process
    _silent_at = time.monotonic()

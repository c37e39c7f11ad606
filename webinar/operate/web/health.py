"""Whether the server is well: it is alive, and the database can be read and written."""

from __future__ import annotations

import time

from flask import Response
from sqlalchemy import text
from sqlalchemy.orm import Session

from webinar.kit.web.services import services

# Anybody may ask, and to find out costs a durable commit.
TRUST_SECONDS = 5.0


class Health:
    """Answers `/healthz`."""

    def __init__(self) -> None:
        self._written_at: float | None = None

    def answer(self) -> Response:
        """`ok`. Raises `Refused`, which is 503, where the database is locked, full or away."""
        own = services().db
        with own.read() as db:
            db.connection()
        now = time.monotonic()
        if self._written_at is None or now - self._written_at >= TRUST_SECONDS:
            own.write(_write)
            self._written_at = now
        return Response("ok\n", mimetype="text/plain")


def _write(db: Session) -> None:
    """A commit that needs room on the disk and changes nothing."""
    # A number in SQLite's header that is ours to use, and unused; a transaction's number.
    is_sqlite = db.get_bind().dialect.name == "sqlite"
    db.execute(text("PRAGMA user_version = 0" if is_sqlite else "SELECT txid_current()"))

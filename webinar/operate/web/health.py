"""Checks the server's health: whether it answers, and can read and write the database."""

from __future__ import annotations

import time

from flask import Response
from sqlalchemy import text
from sqlalchemy.orm import Session

from webinar.kit.slices import in_one_piece
from webinar.kit.web.services import services

# Trust a successful write for this long: anybody may ask, and a check costs a durable commit.
TRUST_SECONDS = 5.0


class Health:
    """Answers `/healthz`."""

    def __init__(self) -> None:
        self._written_at: float | None = None

    @in_one_piece
    def answer(self) -> Response:
        """Answer `ok`. Raises `Refused`, thus 503, if the database is locked, full or away."""
        database = services().db
        with database.read() as db:
            db.connection()
        now = time.monotonic()
        if self._written_at is None or now - self._written_at >= TRUST_SECONDS:
            database.write(_write)
            self._written_at = now
        return Response("ok\n", mimetype="text/plain")


def _write(db: Session) -> None:
    """Write something that needs room on the disk but changes nothing."""
    # SQLite's header has a number for applications, which is unused here. PostgreSQL assigns a
    # number to the transaction.
    is_sqlite = db.get_bind().dialect.name == "sqlite"
    db.execute(text("PRAGMA user_version = 0" if is_sqlite else "SELECT txid_current()"))

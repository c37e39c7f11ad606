"""Checks of storage: the database, its log and backups, the queue of statements, and Redis."""

from __future__ import annotations

import socket
import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import text
from sqlalchemy.orm import Session

from config import Settings
from webinar.connect.xapi import outbox
from webinar.kit.db import Database
from webinar.kit.errors import Refused
from webinar.kit.opening import head, revision_of, revisions, shown_url, sqlite_path
from webinar.operate.commands.findings import Finding, look, ok, problem
from webinar.people.audit.queries import last_of_kind, verify

_MIB = 1024**2
LONGEST_LOG_BYTES = 64 * _MIB


def check_storage(settings: Settings) -> Iterator[Finding]:
    """Yield findings about the database, if it exists and answers, and about Redis."""
    path = sqlite_path(settings)
    if path is not None and not path.exists():
        yield look("database", f"{path} does not exist yet", "The first start creates it.")
        return
    database = Database(settings.database_url)
    try:
        with database.read() as db:
            db.connection()
            yield ok("database", shown_url(settings))
            yield _revision(db)
            yield from _database(db, path)
            yield _audit(db)
            yield _backups(db)
            yield from _statements(db, settings)
    except Refused:
        remedy = "Is it running? Is DATABASE_URL right? Can this user read and write it?"
        yield problem("database", f"{shown_url(settings)} does not answer", remedy)
    finally:
        database.close()
    yield from _redis(settings)


def _revision(db: Session) -> Finding:
    revision = revision_of(db)
    if revision and revision not in revisions():
        remedy = "Install that version, or restore a backup from this version."
        return problem("migrations", f"at {revision}, which is from a newer version", remedy)
    if revision != head():
        remedy = "Restart the server, or stop it and run: webinar migrate"
        return problem("migrations", f"at {revision or 'none'}, newest {head()}", remedy)
    return ok("migrations", f"at the newest, {revision}")


def _database(db: Session, path: Path | None) -> Iterator[Finding]:
    if path is None:
        return
    result = db.scalar(text("PRAGMA quick_check(1)"))
    if result == "ok":
        yield ok("integrity", "quick_check found nothing")
    else:
        yield problem("integrity", str(result), "Stop the server and restore the last backup.")
    mode = stat.S_IMODE(path.stat().st_mode)
    # The file's mode does not matter in a folder that is closed to others.
    if mode & 0o077 and stat.S_IMODE(path.parent.stat().st_mode) & 0o077:
        yield problem("mode of the database", f"{mode:o}", f"Run: chmod 600 {path}; set UMask=0077")
    log = path.with_name(f"{path.name}-wal")
    size = log.stat().st_size if log.exists() else 0
    if size > LONGEST_LOG_BYTES:
        remedy = "A reader blocks its clean-up: restart the server, and stop other programs on it."
        yield look("write-ahead log", f"{size / _MIB:.0f} MiB", remedy)
    else:
        yield ok("write-ahead log", f"{size / _MIB:.1f} MiB")


def _audit(db: Session) -> Finding:
    try:
        audit = verify(db)
    except Exception:
        return look("audit log", "there is none yet", "Run: webinar migrate")
    if audit.broken is not None:
        remedy = (
            "Somebody changed it outside the server. Run webinar verify-audit; compare a backup."
        )
        return problem("audit log", f"broken at entry {audit.broken}", remedy)
    return ok("audit log", f"{audit.entries} entries, intact")


def _backups(db: Session) -> Finding:
    try:
        entry = last_of_kind(db, "backup.made")
    except Exception:
        entry = None
    if entry is None:
        return look("backup", "none was made yet", "Let a timer run webinar backup FILE every day.")
    return ok("backup", f"last on {entry.at:%Y-%m-%d %H:%M} UTC")


def _statements(db: Session, settings: Settings) -> Iterator[Finding]:
    """Yield findings about the queue only; this check sends nothing to the record store."""
    if settings.lrs is None:
        return
    try:
        waiting, refused = outbox.counts(db)
        error = outbox.last_error(db, failed=bool(refused))
    except Exception:
        yield look("record store", "no statement was made yet", "Run: webinar migrate")
        return
    observation = f"{waiting} statements waiting, {refused} refused"
    if refused:
        remedy = "Fix what the store reports, then run: webinar xapi-send --again"
        yield problem("record store", f"{observation}: {error}", remedy)
    elif error:
        remedy = "Check LRS_ENDPOINT, LRS_KEY and LRS_SECRET, then run: webinar xapi-send"
        yield problem("record store", f"{observation}: {error}", remedy)
    else:
        yield ok("record store", observation)


def _redis(settings: Settings) -> Iterator[Finding]:
    if settings.message_queue is None:
        return
    parts = urlsplit(settings.message_queue)
    address = (parts.hostname or "localhost", parts.port or 6379)
    try:
        with socket.create_connection(address, timeout=3) as connection:
            connection.sendall(b"PING\r\n")
            answer = connection.recv(64)
    except OSError as error:
        yield problem(
            "Redis", f"{address[0]}:{address[1]} ({error})", "Start it; check MESSAGE_QUEUE."
        )
        return
    # A Redis that demands a password is running, too.
    if answer.startswith((b"+PONG", b"-NOAUTH")):
        yield ok("Redis", f"{address[0]}:{address[1]} answers")
    else:
        yield problem("Redis", "something else answers there", "Check MESSAGE_QUEUE.")

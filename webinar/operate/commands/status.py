"""`webinar status`: whether the server runs, its load, and its last backup and purge."""

from __future__ import annotations

import subprocess
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import click
import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from config import ROOT, Settings, UnsafeSettings
from webinar.connect.xapi import outbox
from webinar.kit.db import Database
from webinar.kit.errors import Refused
from webinar.kit.opening import head, revision_of, settings, sqlite_path
from webinar.operate.commands.proof import HEADER, proof
from webinar.operate.single_server import DatabaseClaimed, claim_database
from webinar.people.audit.models import AuditEntry
from webinar.people.audit.queries import last_of_kind
from webinar.room.rooms.models import Room, RoomState

_MIB = 1024**2
_MOST_REFUSED = 5


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def status(as_json: bool) -> None:
    """Show whether the server runs, its load, and its last backup and purge.

    Changes nothing.
    """
    state = state_of(settings())
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(state), indent=2).decode())
        return
    for name, value in state.items():
        click.echo(f"{name.replace('_', ' '):<20} {'-' if value is None else value}")


def state_of(server_settings: Settings) -> dict[str, Any]:
    """Return the server's state; a value that cannot be found from here is None."""
    return {
        **_process_state(server_settings),
        "version": version(),
        **_database_state(server_settings),
    }


def version() -> str | None:
    """Return the version of the code; None if it came without its Git history."""
    try:
        result = subprocess.run(  # noqa: S603  our own arguments
            ["git", "-C", str(ROOT), "describe", "--always", "--dirty"],  # noqa: S607
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return result.stdout.strip()


def _process_state(server_settings: Settings) -> dict[str, Any]:
    holder = _holder(server_settings)
    report = _ask_server(server_settings)
    return {
        "running": holder is not None or report is not None,
        "process": holder,
        "connections": None if report is None else report["connected"],
        "people": None if report is None else report["people"],
        "refused": None if report is None else _most_refused(report.get("refused", {})),
        **_queue_state(server_settings, report),
    }


def _holder(server_settings: Settings) -> str | None:
    """Return the address and number of the process that holds the database, or None."""
    if not server_settings.instance.exists():
        return None
    try:
        lock = claim_database(server_settings, records_holder=False)
    except DatabaseClaimed as claimed:
        return claimed.holder
    except UnsafeSettings:
        # This user may not open the lock file; the server itself may still answer.
        return None
    if lock is not None:
        lock.close()
    return None


def _most_refused(counts: dict[str, int]) -> str | None:
    """Return the most frequent refusals since the start: `poll.vote poll_not_open 12, …`."""
    most = sorted(counts.items(), key=lambda item: -item[1])[:_MOST_REFUSED]
    return ", ".join(f"{refusal} {count}" for refusal, count in most) or None


def _queue_state(server_settings: Settings, report: dict[str, Any] | None) -> dict[str, str | None]:
    """Return whether the processes hear each other; an empty dict if there is no message queue."""
    if server_settings.message_queue is None:
        return {}
    if report is None or "apart" not in report:
        return {"message_queue": None}
    return {"message_queue": "unreachable: run webinar doctor" if report["apart"] else "ok"}


def _ask_server(server_settings: Settings) -> dict[str, Any] | None:
    """Ask the server itself, at its address on this machine; return None if it does not answer."""
    host = "127.0.0.1" if server_settings.host in ("0.0.0.0", "") else server_settings.host  # noqa: S104  compared
    address = f"http://{f'[{host}]' if ':' in host else host}:{server_settings.port}/healthz/status"
    request = Request(address, headers={HEADER: proof(server_settings.secret_key)})
    try:
        with urlopen(request, timeout=3) as answer:  # noqa: S310  our own address
            report = msgspec.json.decode(answer.read(), type=dict[str, Any])
    except (OSError, HTTPException, msgspec.DecodeError):
        return None
    # Another program may have this address.
    return report if {"connected", "people"} <= report.keys() else None


def _database_state(server_settings: Settings) -> dict[str, Any]:
    path = sqlite_path(server_settings)
    if path is not None and not path.exists():
        return {"database": "does not exist yet"}
    database = Database(server_settings.database_url)
    try:
        with database.read() as db:
            size = "PostgreSQL" if path is None else f"{_size(path) / _MIB:.1f} MiB"
            if revision_of(db) != head():
                return {"database": f"{size}, of another version: run webinar migrate"}
            return {"database": size, **_counts(db)}
    except Refused:
        return {"database": "does not answer"}
    except Exception as error:
        return {"database": f"of another version ({type(error).__name__}): run webinar migrate"}
    finally:
        database.close()


def _size(path: Path) -> int:
    """Return the size of the file and its write-ahead log, which may contain nearly all data."""
    log = path.with_name(f"{path.name}-wal")
    return path.stat().st_size + (log.stat().st_size if log.exists() else 0)


def _counts(db: Session) -> dict[str, Any]:
    def count_rooms(state: RoomState) -> int:
        return db.scalar(select(func.count()).where(Room.state == state).select_from(Room)) or 0

    def last(kind: str) -> str | None:
        entry = last_of_kind(db, kind)
        return None if entry is None else f"{entry.at:%Y-%m-%d %H:%M} UTC"

    waiting, refused = outbox.counts(db)
    length, newest = db.execute(select(func.count(), func.max(AuditEntry.id))).one()
    return {
        "sessions_live": count_rooms(RoomState.LIVE),
        "sessions_planned": count_rooms(RoomState.PLANNED),
        "statements_waiting": waiting,
        "statements_refused": refused,
        "last_backup": last("backup.made"),
        "last_purge": last("purge.done"),
        "audit_entries": length,
        "audit_numbering": "ok" if (newest or 0) == length else "entries are missing",
    }

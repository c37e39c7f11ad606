"""The audit log on the desk: actions on accounts and personal data, and their actors."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import MAXYEAR, UTC, datetime, timedelta
from typing import Any

import msgspec
from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit import clock, concurrency
from webinar.kit.days import moment_in_words
from webinar.kit.files.downloads import attached
from webinar.kit.text import whole_number
from webinar.kit.tokens import read_code
from webinar.kit.web.services import services
from webinar.people.accounts.access import for_organisers, this_user
from webinar.people.accounts.models import User
from webinar.people.audit.actions import note
from webinar.people.audit.models import AuditEntry
from webinar.people.audit.words import detail_words, kind_words
from webinar.results.desk import audit_entries
from webinar.results.desk.audit_entries import PAGE, Filter
from webinar.results.desk.views import bp
from webinar.room.rooms.models import Room
from webinar.room.sessions.agenda import find_own_room


@bp.get("/desk/audit")
@for_organisers
def audit() -> ResponseReturnValue:
    """Show the log, filtered by `?kind=`, `?session=`, `?from=`, `?to=` and `?before=`.

    `session` is a code, `from` and `to` are days in UTC, and `before` is a number.
    """
    user = this_user()
    with services().db.read() as db:
        log_filter = _log_filter(db, user)
        entries = [] if log_filter is None else list(audit_entries.entries(db, user, log_filter))
        kinds = audit_entries.kinds(db, user)
        rows, has_more = _rows(db, entries[:PAGE]), len(entries) > PAGE
    page = render_template(
        "results/desk/audit.html",
        rows=rows,
        words=kind_words(),
        detail_words=detail_words(),
        kinds=kinds,
        before=entries[PAGE - 1].id if has_more else None,
        asked={name: request.args.get(name, "") for name in ("kind", "session", "from", "to")},
    )
    return page


@bp.post("/desk/audit")
@for_organisers
def audit_file() -> ResponseReturnValue:
    """Send the whole filtered log as CSV."""
    user = this_user()
    with services().db.read() as db:
        log_filter = _log_filter(db, user)
        entries = (
            [] if log_filter is None else list(audit_entries.all_entries(db, user, log_filter))
        )
        csv_rows = [_csv_row(entry) for entry in entries]
    content = concurrency.offload(_csv, csv_rows)
    services().db.write(lambda db: note(db, "audit.read", user.id, rows=len(csv_rows)))
    return attached(content, "text/csv", "audit.csv")


def _log_filter(db: Session, user: User) -> Filter | None:
    """Return the filter; None if the session is another user's, so that nothing may be read."""
    form, room_id = request.values, None
    if code := form.get("session", "").strip():
        room = find_own_room(db, user, read_code(code))
        if room is None:
            return None
        room_id = room.id
    kind, until = form.get("kind", ""), _day(form.get("to", ""))
    return Filter(
        # PostgreSQL accepts no NUL, not even in a search.
        kind=kind if kind.isprintable() else "",
        room_id=room_id,
        since=_day(form.get("from", "")),
        until=None if until is None else until + timedelta(days=1),
        before=whole_number(form.get("before", "")),
    )


def _day(typed: str) -> datetime | None:
    try:
        day = datetime.strptime(typed, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        return None
    # Ignore the last year that Python knows: `_log_filter` needs the next day, which may not exist.
    return day if day.year < MAXYEAR else None


def _rows(db: Session, entries: Sequence[AuditEntry]) -> list[dict[str, Any]]:
    users = _names_by_id(
        db, select(User.id, User.name), User.id, (entry.user_id for entry in entries)
    )
    codes = _names_by_id(
        db, select(Room.id, Room.code), Room.id, (entry.room_id for entry in entries)
    )
    return [
        {
            "id": entry.id,
            "kind": entry.kind,
            "at": moment_in_words(entry.at),
            "iso": clock.iso(entry.at),
            "by": users.get(entry.user_id, entry.user_id) if entry.user_id else "",
            "room": codes.get(entry.room_id, "") if entry.room_id else "",
            "detail": [
                (key, _value_in_words(value))
                for key, value in entry.detail.items()
                if _has_value(value)
            ],
        }
        for entry in entries
    ]


def _names_by_id(
    db: Session, statement: Any, column: Any, ids: Iterable[int | None]
) -> Mapping[Any, str]:
    present_ids = {row_id for row_id in ids if row_id is not None}
    return {key: name for key, name in db.execute(statement.where(column.in_(present_ids)))}


def _has_value(value: Any) -> bool:
    return value is not None and value != ""


def _value_in_words(value: Any) -> str:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _csv_row(entry: AuditEntry) -> tuple[Any, ...]:
    numbers = (entry.user_id, entry.room_id, entry.cohort_id)
    detail = msgspec.json.encode(entry.detail).decode()
    return (entry.id, clock.iso(entry.at), entry.kind, *numbers, detail, entry.hash)


def _csv(rows: Sequence[tuple[Any, ...]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(("number", "at", "kind", "user", "session", "cohort", "detail", "hash"))
    writer.writerows(rows)
    # Excel recognises UTF-8 by this mark.
    return "\ufeff" + buffer.getvalue()

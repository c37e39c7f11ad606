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
        wanted = _wanted(db, user)
        found = [] if wanted is None else list(audit_entries.entries(db, user, wanted))
        kinds = audit_entries.kinds(db, user)
        rows, more = _rows(db, found[:PAGE]), len(found) > PAGE
    page = render_template(
        "results/desk/audit.html",
        rows=rows,
        words=kind_words(),
        detail_words=detail_words(),
        kinds=kinds,
        before=found[PAGE - 1].id if more else None,
        asked={name: request.args.get(name, "") for name in ("kind", "session", "from", "to")},
    )
    return page


@bp.post("/desk/audit")
@for_organisers
def audit_file() -> ResponseReturnValue:
    """Send the whole filtered log as CSV."""
    user = this_user()
    with services().db.read() as db:
        wanted = _wanted(db, user)
        found = [] if wanted is None else list(audit_entries.all_entries(db, user, wanted))
        plain = [_plain(entry) for entry in found]
    content = concurrency.offload(_csv, plain)
    services().db.write(lambda db: note(db, "audit.read", user.id, rows=len(plain)))
    return attached(content, "text/csv", "audit.csv")


def _wanted(db: Session, user: User) -> Filter | None:
    """Return the filter; None if the session is not the user's, who then may read nothing of it."""
    asked, room_id = request.values, None
    if code := asked.get("session", "").strip():
        room = find_own_room(db, user, read_code(code))
        if room is None:
            return None
        room_id = room.id
    kind, until = asked.get("kind", ""), _day(asked.get("to", ""))
    return Filter(
        # PostgreSQL accepts no NUL, not even in a search.
        kind=kind if kind.isprintable() else "",
        room_id=room_id,
        since=_day(asked.get("from", "")),
        until=None if until is None else until + timedelta(days=1),
        before=whole_number(asked.get("before", "")),
    )


def _day(typed: str) -> datetime | None:
    try:
        day = datetime.strptime(typed, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        return None
    # Ignore the last year that Python knows: `_wanted` needs the next day, which may not exist.
    return day if day.year < MAXYEAR else None


def _rows(db: Session, entries: Sequence[AuditEntry]) -> list[dict[str, Any]]:
    users = _named(db, select(User.id, User.name), User.id, (entry.user_id for entry in entries))
    codes = _named(db, select(Room.id, Room.code), Room.id, (entry.room_id for entry in entries))
    return [
        {
            "id": entry.id,
            "kind": entry.kind,
            "at": moment_in_words(entry.at),
            "iso": clock.iso(entry.at),
            "by": users.get(entry.user_id, entry.user_id) if entry.user_id else "",
            "room": codes.get(entry.room_id, "") if entry.room_id else "",
            "detail": [(key, _shown(said)) for key, said in entry.detail.items() if _is_said(said)],
        }
        for entry in entries
    ]


def _named(db: Session, found: Any, column: Any, ids: Iterable[int | None]) -> Mapping[Any, str]:
    wanted = {one for one in ids if one is not None}
    return {key: name for key, name in db.execute(found.where(column.in_(wanted)))}


def _is_said(value: Any) -> bool:
    return value is not None and value != ""


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _plain(one: AuditEntry) -> tuple[Any, ...]:
    numbers = (one.user_id, one.room_id, one.cohort_id)
    detail = msgspec.json.encode(one.detail).decode()
    return (one.id, clock.iso(one.at), one.kind, *numbers, detail, one.hash)


def _csv(rows: Sequence[tuple[Any, ...]]) -> str:
    made = io.StringIO()
    out = csv.writer(made)
    out.writerow(("number", "at", "kind", "user", "session", "cohort", "detail", "hash"))
    out.writerows(rows)
    # Excel recognises UTF-8 by this mark.
    return "\ufeff" + made.getvalue()

"""The content of a session's attendance pages, limited to what the user may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import abort, request
from sqlalchemy.orm import Session

from webinar.content.editions.content import module_in
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.tokens import read_code
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.live.slides.plan import slide_visits
from webinar.people.accounts.access import this_user
from webinar.people.accounts.models import User
from webinar.results.attendance import freezing, ruling
from webinar.results.attendance.content import authors_of, content_of
from webinar.results.attendance.register import Register, register
from webinar.results.registers import frozen_page, issued, page, picture
from webinar.results.reports.delivering import fields_of, owns
from webinar.results.reports.profiles import register_with
from webinar.results.reports.session import ReportedSession, reported_session
from webinar.results.series.readable_rooms import find_report_room
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import title_in


def register_context(code: str) -> dict[str, Any]:
    with services().db.read() as db:
        room = room_or_404(db, code)
        session = session_in_words(room)
        found = register(db, room, session.as_of)
        rows = freezing.versions(db, room)
        gone = frozen_page.names_removed(db, room)
        compared = content(db, room, found) if rows and not gone else None
        shown = register_with(found, fields_of(room))
        return {
            **page.register_page(session, shown, _bands(db, room, found), page.wish(request.args)),
            **frozen_page.versions_shown(rows, _names(db, rows), compared, session),
            **edit_rights(room),
            "names_removed": gone,
        }


def person_context(code: str, key: str) -> dict[str, Any]:
    with services().db.read() as db:
        room = room_or_404(db, code)
        session = session_in_words(room)
        found = register_with(register(db, room, session.as_of), fields_of(room))
        try:
            attendee = ruling.find_attendee(found, key)
        except Refused:
            abort(404)
        return {
            **page.head(session, found),
            "person": page.person_row(attendee, found, session),
            "history": page.history(attendee, authors_of(db, found), session),
            "bands": [page.band(band, session) for band in _bands(db, room, found)],
            "issued": issued.issued_page(db, this_user(), room, attendee, session),
            **edit_rights(room),
        }


def verify_context(code: str) -> dict[str, Any]:
    with services().db.read() as db:
        room = room_or_404(db, code)
        rows = freezing.versions(db, room)
        return {
            "session": session_in_words(room),
            "versions": {row.hash: row.version for row in rows},
        }


def _bands(db: Session, room: Room, found: Register) -> list[picture.Band]:
    return picture.bands(module_in(db, room), slide_visits(db, room), found.frame, page_language())


def content(db: Session, room: Room, found: Register) -> dict[str, Any]:
    return content_of(room, found, authors_of(db, found))


def _names(db: Session, rows: Any) -> Mapping[int, str]:
    return {row.by_user_id: db.get_one(User, row.by_user_id).name for row in rows}


def session_in_words(room: Room) -> ReportedSession:
    return replace(reported_session(room, clock.now()), title=title_in(room, page_language()))


def edit_rights(room: Room) -> dict[str, Any]:
    """Return whether the user owns the session: only its owner may see the reasons of changes."""
    return {"may_change": owns(room)}


def room_or_404(db: Session, code: str) -> Room:
    return find_report_room(db, read_code(code), this_user()) or abort(404)

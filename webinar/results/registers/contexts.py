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
from webinar.results.registers import achievements, frozen_page, page, picture
from webinar.results.reports.delivering import fields_of, owns
from webinar.results.reports.profiles import register_with
from webinar.results.reports.session import ReportedSession, reported_session
from webinar.results.series.readable_rooms import find_report_room
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import title_in


def register_context(code: str) -> dict[str, Any]:
    """Return the content of the page that shows the whole register, filtered as in the query."""
    with services().db.read() as db:
        room = room_or_404(db, code)
        session = session_in_words(room)
        session_register = register(db, room, session.as_of)
        rows = freezing.versions(db, room)
        removed_on = frozen_page.names_removed(db, room)
        current_content = (
            content_to_freeze(db, room, session_register) if rows and not removed_on else None
        )
        visible_register = register_with(session_register, fields_of(room))
        return {
            **page.register_page(
                session,
                visible_register,
                _bands(db, room, session_register),
                page.Wish.read(request.args),
            ),
            **frozen_page.versions_content(rows, _author_names(db, rows), current_content, session),
            **edit_rights(room),
            "names_removed": removed_on,
        }


def person_context(code: str, key: str) -> dict[str, Any]:
    """Return the content of the page of the attendee with this page key."""
    with services().db.read() as db:
        room = room_or_404(db, code)
        session = session_in_words(room)
        visible_register = register_with(register(db, room, session.as_of), fields_of(room))
        try:
            attendee = ruling.find_attendee(visible_register, key)
        except Refused:
            abort(404)
        return {
            **page.head(session, visible_register),
            "person": page.person_row(attendee, visible_register, session),
            "history": page.history(attendee, authors_of(db, visible_register), session),
            "bands": [page.band_row(band, session) for band in _bands(db, room, visible_register)],
            "issued": achievements.achievements_of(db, this_user(), room, attendee, session),
            **edit_rights(room),
        }


def verify_context(code: str) -> dict[str, Any]:
    """Return the content of the page on which a file is checked against the frozen versions."""
    with services().db.read() as db:
        room = room_or_404(db, code)
        rows = freezing.versions(db, room)
        return {
            "session": session_in_words(room),
            "versions": {row.hash: row.version for row in rows},
        }


def _bands(db: Session, room: Room, session_register: Register) -> list[picture.Band]:
    return picture.bands(
        module_in(db, room), slide_visits(db, room), session_register.frame, page_language()
    )


def content_to_freeze(db: Session, room: Room, session_register: Register) -> dict[str, Any]:
    """Return the register as plain values, as a version would keep it."""
    return content_of(room, session_register, authors_of(db, session_register))


def _author_names(db: Session, rows: Any) -> Mapping[int, str]:
    return {row.by_user_id: db.get_one(User, row.by_user_id).name for row in rows}


def session_in_words(room: Room) -> ReportedSession:
    """Return the session as of now, with its title in the language of the page."""
    return replace(reported_session(room, clock.now()), title=title_in(room, page_language()))


def edit_rights(room: Room) -> dict[str, Any]:
    """Return `may_change`: whether the user owns the session.

    Only the owner may see the reasons of changes.
    """
    return {"may_change": owns(room)}


def room_or_404(db: Session, code: str) -> Room:
    """Return the session of the code; abort with 404 if the user may not read its report."""
    return find_report_room(db, read_code(code), this_user()) or abort(404)

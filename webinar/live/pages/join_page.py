"""Renders the page to join a session, once for all newcomers who see the same.

A whole hall opens it within seconds. As in `room_page`, the shared text has a secret mark in place
of each newcomer's own form token.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from flask import get_flashed_messages, render_template, request, url_for
from sqlalchemy.orm import Session

from webinar.kit.value_cache import cached_value
from webinar.kit.web.assets import asset
from webinar.kit.web.i18n import page_language
from webinar.live.recording.queries import is_wanted
from webinar.people.accounts.csrf import csrf_token
from webinar.room.consent.queries import ShownConsent, shown_consent
from webinar.room.rooms.models import Room, RoomState
from webinar.room.rooms.titles import title_in
from webinar.room.sessions.announcement import Announcement, introduction_of
from webinar.room.sessions.seating import takes_guests

TEMPLATE = "live/pages/join.html"
BUNDLES = ("app.css", "waiting.css", "announced.js")
# It has 32 letters and digits, which survive every escaping unchanged.
_TOKEN = secrets.token_hex(16)


@dataclass(frozen=True)
class _Shown:
    """All that the page shows of a session, in the language of the page."""

    code: str
    title: str
    is_planned: bool
    announcement: Announcement
    is_open: bool
    is_recorded: bool
    consent: ShownConsent | None


def join_page(db: Session, room: Room) -> str:
    """Return the page for a newcomer who has not typed anything yet."""
    shown, language = _shown(db, room), page_language()
    is_usual = request.full_path == url_for("rooms.join", code=room.code) + "?"
    if not is_usual or get_flashed_messages():
        # Nobody may drive the others' page from the cache by adding to the address.
        return _render(shown)
    key = (room.id, TEMPLATE, language, request.cookies.get("text_size"))
    stamp = (shown, *map(asset, BUNDLES))
    text = cached_value(db, key, stamp, lambda: _render(shown, csrf_token=lambda: _TOKEN))
    return text.replace(_TOKEN, csrf_token())


def refused_join_page(db: Session, room: Room, **context: Any) -> str:
    """Return the page with what was typed, and why it was refused; see the template."""
    return _render(_shown(db, room), **context)


def _shown(db: Session, room: Room) -> _Shown:
    return _Shown(
        code=room.code,
        title=title_in(room, page_language()),
        is_planned=room.state is RoomState.PLANNED,
        announcement=introduction_of(db, room),
        is_open=takes_guests(db, room),
        is_recorded=is_wanted(db, room),
        consent=shown_consent(db, room, page_language()),
    )


def _render(shown: _Shown, **context: Any) -> str:
    return render_template(TEMPLATE, **{"shown": shown, "typed": {}, **context})

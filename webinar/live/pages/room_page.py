"""Renders the participant's page once for all members who see the same.

Thousands of members open the page within a minute. The shared text has a secret mark in place of
each of a member's own values (name, seat, form token, snapshot). The marks are replaced for each
member; they are random, so that nobody can type one.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

import msgspec
from flask import get_flashed_messages, render_template, request
from markupsafe import escape
from sqlalchemy.orm import Session

from webinar import features
from webinar.kit.permissions import Role
from webinar.kit.value_cache import cached_value
from webinar.kit.web.assets import asset
from webinar.people.accounts.csrf import csrf_token
from webinar.room.rooms.models import Room
from webinar.room.sessions.announcement import Announcement, announcement_of
from webinar.words import first_refusals, script_words

TEMPLATE = "live/pages/room.html"
# The parts of the snapshot that the page shows besides the member's own values.
PARTS = (
    "room",
    "polls",
    "steps",
    "terms",
    "timing",
    "tests",
    "halls",
    "call",
    "recording",
    "stage",
    "stills",
)
BUNDLES = (
    *("participant.js", "extras.js", "announced.js"),
    *("app.css", "extras.css", "steps.css", "waiting.css"),
)
# The marks (32 letters and digits each) survive every escaping unchanged.
_NAME, _SEAT, _TOKEN, _SNAPSHOT = (secrets.token_hex(16) for _ in range(4))
# Text within a script element must not look like its end or like other markup.
_IN_SCRIPT = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("'", "\\u0027"))


def room_page(db: Session, room: Room, page: Mapping[str, Any]) -> str:
    """Return the page of a member. `page` is the `page` of their `Visitor`."""
    me, announcement = page["view"]["me"], announcement_of(db, room)
    if me["role"] != Role.PARTICIPANT or get_flashed_messages():
        text = _render(room, page, announcement)
    else:
        key = (room.id, TEMPLATE, me["language"], request.cookies.get("text_size"))
        text = cached_value(
            db, key, (*_shown_values(page), announcement), lambda: _render(room, page, announcement)
        )
    return _with_own_values(text, page)


def _shown_values(page: Mapping[str, Any]) -> tuple[object, ...]:
    """Return all that the template shows, apart from its language and the member's own values.

    `cached_value` compares these values: if a new version of the room leaves them equal, it renders
    no new page.
    """
    view, assets = page["view"], tuple(map(asset, BUNDLES))
    shown = (view[part] for part in PARTS)
    return *shown, page["has_course"], _concerned_number(view), request.full_path, assets


def _concerned_number(view: Mapping[str, Any]) -> int | None:
    """Return the reader's number if a next step asks them to own it or to reword it."""
    number: int = view["me"]["member"]
    owners = {owner["member"] for step in view["steps"] for owner in step["owners"]}
    writers = {step["proposer"] for step in view["steps"] if step["state"] == "proposed"}
    return number if number in owners | writers else None


def _render(room: Room, page: Mapping[str, Any], announcement: Announcement | None) -> str:
    view = page["view"]
    shown = {part: view[part] for part in PARTS}
    return render_template(
        TEMPLATE,
        room=room,
        announcement=announcement,
        words=script_words("participant.js", refusals=first_refusals()),
        places=features.room_places(),
        view={**shown, "me": {**view["me"], "name": _NAME}},
        deck_slides=page["deck_slides"],
        deck_part=page["deck_part"],
        has_course=page["has_course"],
        seat=_SEAT,
        snapshot=_SNAPSHOT,
        csrf_token=lambda: _TOKEN,
    )


def _with_own_values(text: str, page: Mapping[str, Any]) -> str:
    view = page["view"]
    snapshot = msgspec.json.encode(view).decode()
    for letter, escaped in _IN_SCRIPT:
        snapshot = snapshot.replace(letter, escaped)
    return (
        text.replace(_TOKEN, csrf_token())
        .replace(_SEAT, str(escape(page["seat"])))
        .replace(_NAME, str(escape(view["me"]["name"])))
        .replace(_SNAPSHOT, snapshot)
    )

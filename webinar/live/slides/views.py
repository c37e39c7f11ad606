"""The deck of a session, which clients fetch once per language, and the presenter's notes.

Also the organiser's choice of the modules that a session shows.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.content.editions.content import deck_json, module_of, notes
from webinar.kit.errors import Refused
from webinar.kit.language_fallback import resolve
from webinar.kit.languages import our_tag
from webinar.kit.packed_json import packed_json
from webinar.kit.permissions import Can, can, may
from webinar.kit.slices import in_one_piece
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.live.slides import actions
from webinar.live.slides.queries import hidden_slides
from webinar.people.accounts.access import for_organisers
from webinar.people.accounts.models import User
from webinar.people.accounts.remotes import for_remotes
from webinar.people.accounts.sessions import current_session
from webinar.room.rooms import queries
from webinar.room.rooms.models import Room
from webinar.room.sessions.cards import own_room
from webinar.room.sessions.visitors import find_room_or_404, find_visitor
from webinar.words import refusal_text

bp = Blueprint("slides", __name__)

# A year, in seconds.
FOR_EVER = "private, max-age=31536000, immutable"
# A browser must treat the bytes as an image only, and never run scripts in them.
IMAGE_POLICY = "sandbox; default-src 'none'"


@bp.get("/rooms/<code>/deck/<language>/<int:part>")
@in_one_piece
def deck(code: str, language: str, part: int) -> ResponseReturnValue:
    """Send a part of the slides in one language.

    Clients keep the answer for ever if the address contains the hash of the content.

    If the code is enough to come in, it is enough to fetch the deck, which does not contain what
    must not be seen early. If hosts let people in one by one, only members get the deck.
    """
    with services().db.read() as db:
        room = find_room_or_404(db, code)
        if room.is_guarded and not _is_admitted(db, room):
            abort(404)
        edition = room.edition
        tag = our_tag(language)
        if tag is None:
            abort(404)
        content = deck_json(edition, tag, part)
        if content is None:
            abort(404)
    plain, packed = content
    etag = f"{edition.hash}-{tag}-{part}"
    response = packed_json(plain, packed)
    response.headers["Cache-Control"] = (
        FOR_EVER if request.args.get("v") == edition.hash else "private, no-cache"
    )
    response.set_etag(etag)
    return response.make_conditional(request)


@bp.get("/rooms/<code>/notes/<language>")
def speaker_notes(code: str, language: str) -> ResponseReturnValue:
    """Send the speaker notes in one language to members who may see them."""
    view, _parts = _notes(code, language)
    return _packed(view)


@bp.get("/rooms/<code>/notes/<language>/<int:part>")
@for_remotes
def notes_of_part(code: str, language: str, part: int) -> ResponseReturnValue:
    """Send the notes of one part, so that a phone does not fetch an hour's notes at once."""
    view, parts = _notes(code, language)
    if part >= len(parts):
        abort(404)
    first, count = parts[part]
    return _packed({"first": first, "notes": view["notes"][first : first + count]})


@bp.post("/desk/<code>/modules")
@for_organisers
def choose_modules(code: str) -> ResponseReturnValue:
    """Save the form: the ids of the modules that the session shows are repeated as `shown`."""
    shown = set(request.form.getlist("shown"))
    with services().db.read() as db:
        room = own_room(db, code)
    try:
        services().live.run(room.id, lambda change: actions.choose_parts(change, shown))
    except Refused as refusal:
        flash(refusal_text(refusal), "modules-refused")
    else:
        flash(_("Saved"), "modules")
    return redirect(url_for("desk.plan", code=room.code) + "#modules", 303)


def modules_context(db: Session, room: Room, _user: User) -> dict[str, Any]:
    """Return the modules of a programme for the session's page of the desk.

    Each is the part, its title with the language, and how many of its slides are hidden.
    """
    parts, hidden = module_of(room.edition).all_parts(), hidden_slides(db, room)
    return {
        "session_modules": [
            (part, resolve(part.title, page_language()), len(hidden & set(part.numbers)))
            for part in parts
            if len(parts) > 1
        ]
    }


def _notes(code: str, language: str) -> tuple[dict[str, Any], list[tuple[int, int]]]:
    """Return all notes of the session, and for each part its first slide and number of slides."""
    visitor, tag = find_visitor(code), our_tag(language)
    if visitor is None or tag is None or not can(visitor.member, Can.SEE_NOTES):
        abort(404)
    with services().db.read() as db:
        room = queries.find_room(db, visitor.room.code)
        if room is None:
            abort(404)
        parts = [(part.first, part.slides) for part in module_of(room.edition).all_parts()]
        return notes(room.edition, tag), parts


def _packed(content: dict[str, Any]) -> Response:
    """Respond with packed JSON if the client accepts it: notes are most of a remote's traffic."""
    return packed_json(jsonify(content).get_data(), vary="Cookie")


def _is_admitted(db: Session, room: Room) -> bool:
    """Check the page's cookie, or the seat of another client in the header `X-Seat`."""
    holder = services().live.seats.find(db, request.headers.get("X-Seat"))
    if holder is not None:
        return holder.room_id == room.id and not holder.is_waiting
    return may(queries.find_member_at(db, room, current_session().browser_id), Can.FOLLOW)


@bp.get("/modules/<name>/<path:path>")
@in_one_piece
def image(name: str, path: str) -> ResponseReturnValue:
    """Send an image that was read with the module, with the media type that its bytes showed."""
    module = services().library.modules.get(name)
    assets = [] if module is None else module.assets
    asset = next((candidate for candidate in assets if candidate.path == path), None)
    if asset is None:
        abort(404)
    content = (services().settings.modules / name / asset.path).read_bytes()
    response = Response(content, mimetype=asset.media_type)
    response.headers["Content-Security-Policy"] = IMAGE_POLICY
    is_named = request.args.get("v", "-") == asset.sha256[:8]
    response.headers["Cache-Control"] = FOR_EVER if is_named else "private, no-cache"
    return response

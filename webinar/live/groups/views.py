"""The page of all groups' notes after a round, and the same notes as JSON for scripts."""

from __future__ import annotations

from uuid import uuid4

import msgspec
from flask import Blueprint, Response, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webinar.kit.web.services import services
from webinar.live.groups.plenary import notes
from webinar.room.sessions.visitors import find_visitor

bp = Blueprint("groups", __name__)


@bp.get("/rooms/<code>/groups")
def all_notes(code: str) -> ResponseReturnValue:
    """Show the notes of all groups to everybody who sits in the session."""
    visitor = find_visitor(code)
    if visitor is None:
        return redirect(url_for("rooms.join", code=code), 303)
    with services().db.read() as db:
        rounds = notes(db, visitor.room)
    return render_template(
        "live/groups/notes.html", room=visitor.room, rounds=rounds, **visitor.page
    )


@bp.get("/rooms/<code>/groups.json")
def all_notes_json(code: str) -> ResponseReturnValue:
    """Return `[{round, groups: [{group, members, note: [{text, language}]}]}]` as JSON."""
    visitor = find_visitor(code)
    if visitor is None:
        abort(404)
    with services().db.read() as db:
        rounds = notes(db, visitor.room)
    return Response(msgspec.json.encode(rounds), mimetype="application/json")


@bp.app_template_global()
def fresh_block() -> str:
    """Return a new key for a paragraph of a form, so that a form sent twice adds it once."""
    return uuid4().hex[:13]

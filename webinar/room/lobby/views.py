"""The organiser's form that says who may come in."""

from __future__ import annotations

from typing import Any, get_args

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webinar.kit.errors import Refused
from webinar.kit.tokens import read_code
from webinar.kit.web.services import services
from webinar.people.accounts.access import for_organisers, this_user
from webinar.room.engine.change import Change
from webinar.room.lobby import actions, queries, wire
from webinar.room.rooms.models import RoomState
from webinar.room.sessions.agenda import find_own_room
from webinar.words import refusal_text

bp = Blueprint("lobby", __name__)

MODES = {mode: mode for mode in get_args(wire.Mode)}


@bp.post("/desk/<code>/lobby")
@for_organisers
def save(code: str) -> ResponseReturnValue:
    """Save the form. `mode` is a `wire.Mode`; `names` has one name on each line."""
    with services().db.read() as db:
        room = find_own_room(db, this_user(), read_code(code))
    if room is None:
        abort(404)
    if room.state is RoomState.ENDED:
        return redirect(url_for("desk.plan", code=room.code), 303)

    def work(change: Change) -> None:
        actions.expect(change, request_names)
        actions.guard(change, None, mode)

    request_names = request.form.get("names", "")
    mode = MODES.get(request.form.get("mode", ""), "open")
    try:
        services().live.run(room.id, work)
    except Refused as refusal:
        flash(refusal_text(refusal), "lobby-refused")
    else:
        flash(_("Saved"), "lobby")
    return redirect(url_for("desk.plan", code=room.code) + "#lobby", 303)


@bp.app_template_global()
def lobby_settings(code: str) -> dict[str, Any]:
    """Return the form's values for the session's page, which only its organiser may see."""
    with services().db.read() as db:
        room = find_own_room(db, this_user(), code)
        if room is None:
            abort(404)
        return {
            "mode": wire.mode_of(room),
            "names": "\n".join(queries.expected_names(db, room)),
        }

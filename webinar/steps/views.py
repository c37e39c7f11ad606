"""The organiser's form for how a session agrees on next steps."""

from __future__ import annotations

from typing import Any

import msgspec
from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webinar.accounts.access import for_roles, this_user
from webinar.accounts.models import UserRole
from webinar.errors import Refused
from webinar.live.change import Change
from webinar.rooms.agenda import find_own_room
from webinar.rooms.models import RoomState
from webinar.services import services
from webinar.steps import actions, plan, shown
from webinar.steps.host_words import terms_words
from webinar.tokens import read_code
from webinar.words import refusal_words

bp = Blueprint("steps", __name__)


@bp.post("/desk/<code>/terms")
@for_roles(UserRole.ADMIN, UserRole.ORGANISER)
def save_terms(code: str) -> ResponseReturnValue:
    """`rule`, `quorum` in percent, and `shares_reasons`, which is `true` or `false`."""
    with services().db.read() as db:
        room = find_own_room(db, this_user(), read_code(code))
    if room is None:
        abort(404)

    def work(change: Change) -> None:
        if change.room.state is not RoomState.PLANNED:
            raise Refused("room_already_started")
        actions.choose_terms(change, None, plan.terms_typed(form))

    form = request.form
    try:
        services().live.run(room.id, work)
    except Refused as refusal:
        flash(refusal_words().get(refusal.code, refusal_words()["internal"]))
    return redirect(url_for("desk.plan", code=room.code) + "#terms", 303)


@bp.app_template_global()
def steps_terms(code: str) -> dict[str, Any]:
    """What the form of the session's page has in it; that page is for its organiser only."""
    with services().db.read() as db:
        room = find_own_room(db, this_user(), code)
        if room is None:
            abort(404)
        terms = msgspec.to_builtins(shown.terms_of(db, room))
    return {
        "chosen": terms,
        "may_change": room.state is RoomState.PLANNED,
        "words": terms_words(),
    }

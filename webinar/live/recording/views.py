"""The organiser's switch of the recording, and what people are told before they join."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.tokens import read_code
from webinar.kit.web.services import services
from webinar.live.recording import actions, queries
from webinar.people.accounts.access import for_organisers
from webinar.people.accounts.models import User
from webinar.room.rooms.models import Room, RoomState
from webinar.room.rooms.queries import find_room
from webinar.room.sessions.cards import own_room
from webinar.words import refusal_text

bp = Blueprint("recording", __name__)


@bp.post("/desk/<code>/recording")
@for_organisers
def save(code: str) -> ResponseReturnValue:
    """Save the form: `recorded` is there if the voice of the session is to be recorded."""
    is_on = "recorded" in request.form
    with services().db.read() as db:
        room = own_room(db, code)
    try:
        services().live.run(room.id, lambda change: actions.choose(change, is_on=is_on))
    except Refused as refusal:
        flash(refusal_text(refusal), "recording-refused")
    else:
        flash(_("Saved"), "recording")
    return redirect(url_for("desk.plan", code=room.code) + "#recording", 303)


@bp.app_template_global()
def is_voice_recorded(code: str) -> bool:
    """Whether the voice of this session is, or will be, recorded: people must know who join it."""
    with services().db.read() as db:
        room = find_room(db, read_code(code))
        return room is not None and queries.is_wanted(db, room)


def recording_context(db: Session, room: Room, _user: User) -> dict[str, Any]:
    """Return the values for the form on the session's page of the desk."""
    return {
        "is_recorded": queries.is_wanted(db, room),
        "may_choose_recording": room.state is RoomState.PLANNED,
    }

"""The hosts' page of the programs that write captions: who may write, and tokens for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.permissions import Can, may
from webinar.kit.shown_times import shown_time
from webinar.kit.web.services import services
from webinar.live.captions.models import CaptionSource
from webinar.live.captions.queries import allowed_sources
from webinar.live.sound.channels import FLOOR
from webinar.live.transcription import sources
from webinar.live.transcription.queries import languages_of
from webinar.people.accounts.access import for_users, this_user
from webinar.people.accounts.models import User
from webinar.people.accounts.refusals import refused_page
from webinar.people.ownership.queries import owns
from webinar.room.rooms.models import Room, RoomState
from webinar.room.rooms.queries import find_member_of_user
from webinar.room.sessions.cards import card_of
from webinar.room.sessions.visitors import find_room_or_404

bp = Blueprint("captioning", __name__)

TEMPLATE = "live/transcription/programs.html"


@dataclass(frozen=True)
class Program:
    """A program with a valid token. `heard` is when it was last connected, "" if it never was."""

    language: str
    channel: str
    is_connected: bool
    heard: str


@bp.get("/desk/<code>/captioning")
@for_users
def page(code: str) -> ResponseReturnValue:
    """Show the programs of a session to its hosts; a finished session has none."""
    with services().db.read() as db:
        room = _hosted_room(db, code)
        if room.state is RoomState.ENDED:
            return redirect(url_for("desk.home"), 303)
        return render_template(TEMPLATE, **_page(db, room))


@bp.post("/desk/<code>/captioning")
@for_users
def change(code: str) -> ResponseReturnValue:
    """Make a token for the form's `channel` and `language`; or `revoke` that of a language."""
    form, user_id = request.form, this_user().id
    with services().db.read() as db:
        room_id = _hosted_room(db, code).id
    try:
        if "revoke" in form:
            return _revoke(code, room_id, user_id, form["revoke"])
        channel, language = form.get("channel", ""), form.get("language", "")
        token = services().live.run(
            room_id, lambda change: sources.allow(change, user_id, channel, language)
        )
    except Refused as refusal:
        with services().db.read() as db:
            return refused_page(TEMPLATE, refusal, **_page(db, _hosted_room(db, code)))
    with services().db.read() as db:
        context = _page(db, _hosted_room(db, code))
    # The token is shown on this page only: the server keeps no more than its hash.
    return render_template(TEMPLATE, new=_new_program(channel, language, token), **context)


def _revoke(code: str, room_id: int, user_id: int, language: str) -> ResponseReturnValue:
    was_allowed = services().live.run(
        room_id, lambda change: sources.revoke(change, user_id, language)
    )
    if was_allowed:
        flash(_("The token is revoked. Its program is refused from now on."), "good")
    return redirect(url_for("captioning.page", code=code), 303)


def programs_context(db: Session, room: Room, user: User) -> dict[str, Any]:
    """Return the values for the session's page on the desk."""
    return {"caption_programs": _programs(room, allowed_sources(db, room), user)}


def _hosted_room(db: Session, code: str) -> Room:
    """Return the session if this user may run it; otherwise answer 404."""
    user, room = this_user(), find_room_or_404(db, code)
    if not owns(db, user, room) and not may(find_member_of_user(db, room, user.id), Can.RUN_ROOM):
        abort(404)
    return room


def _programs(room: Room, rows: Sequence[CaptionSource], user: User) -> list[Program]:
    programs = []
    for row in rows:
        heard = shown_time(row.heard_at, room.time_zone, user.time_zone) if row.heard_at else None
        programs.append(
            Program(row.language, row.channel, row.is_running, heard.whole if heard else "")
        )
    return programs


def _page(db: Session, room: Room) -> dict[str, Any]:
    user, languages = this_user(), languages_of(room)
    return {
        "card": card_of(room, user),
        "programs": _programs(room, allowed_sources(db, room), user),
        "languages": languages,
        "channels": [FLOOR, *languages],
    }


def _new_program(channel: str, language: str, token: str) -> dict[str, str]:
    """Return what the program of a new token needs.

    The address comes from the settings, never from the request: a forged Host header would send the
    token elsewhere.
    """
    address = services().settings.public_url
    client = f"python -m webinar.operate.captioning {address} --engine pocketsphinx"
    return {
        "channel": channel,
        "language": language,
        "token": token,
        "address": address,
        # The engine that comes with the reference client knows English only.
        "command": f"CAPTIONS_TOKEN={token} {client}" if language == "en" else "",
    }

"""Takes the pictures of hosts, and sends them to everybody in the session."""

from __future__ import annotations

import re

from flask import Blueprint, Response, abort, jsonify, request
from flask.typing import ResponseReturnValue

from webinar.kit.errors import Refused
from webinar.kit.permissions import Can, may
from webinar.kit.slices import in_one_piece
from webinar.kit.web.services import services
from webinar.live.stills import actions, queries
from webinar.live.stills.models import LONGEST_TEXT
from webinar.live.stills.wire import StillKind
from webinar.people.accounts.sessions import current_session
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member, RoomState
from webinar.room.rooms.queries import find_member_at
from webinar.room.sessions.visitors import find_room_or_404

bp = Blueprint("stills", __name__)

# A browser must treat the bytes as an image only, and never run scripts in them.
IMAGE_POLICY = "sandbox; default-src 'none'"
# A picture never changes under its key, and nobody needs it for long.
KEPT = "private, max-age=300, immutable"
_KEY = re.compile(r"[A-Za-z0-9_-]{22}")
_TURN = re.compile(r"[a-z0-9]{8,32}")


@bp.post("/rooms/<code>/stills/<kind>")
def take(code: str, kind: str) -> ResponseReturnValue:
    """Take the form's file `picture` from a host, and show it at once.

    `turn` is a name that the tab chose for its run of pictures, `begins` is there with the first of
    them, and `text` says in words what a screen shows. Answers with JSON, `{ok, key}` or
    `{ok, code}`, and 403, 409 or 429 if it is refused.
    """
    if kind not in tuple(StillKind):
        abort(404)
    try:
        key = _take(code, _uploaded(StillKind(kind)))
    except Refused as refusal:
        status = {"rate": 429, "not_allowed": 403}.get(refusal.code, 409)
        return jsonify(ok=False, code=refusal.code), status
    return jsonify(ok=True, key=key)


def _uploaded(kind: StillKind) -> actions.Upload:
    file, form = request.files.get("picture"), request.form
    turn, text = form.get("turn", ""), form.get("text", "")
    if file is None or not _TURN.fullmatch(turn) or len(text) > LONGEST_TEXT:
        raise Refused("bad_message")
    # One byte more than is allowed shows that there are too many.
    content = file.read(actions.RULES[kind].most_bytes + 1)
    return actions.Upload(kind, content, turn, "begins" in form, text)


def _take(code: str, upload: actions.Upload) -> str:
    browser_id = current_session().browser_id
    with services().db.read() as db:
        room = find_room_or_404(db, code)
        member = find_member_at(db, room, browser_id)
        # A stranger's picture is not even read.
        if member is None or not may(member, Can.RUN_STAGE):
            raise Refused("not_allowed")
    content, member_id = actions.check(upload), member.id

    def work(change: Change) -> str:
        host = change.db.get(Member, member_id)
        if host is None or not may(host, Can.RUN_STAGE):
            raise Refused("not_allowed")
        if change.room.state is not RoomState.LIVE:
            is_over = change.room.state is RoomState.ENDED
            raise Refused("room_ended" if is_over else "room_not_live")
        return actions.put(change, host, upload, content)

    key: str = services().live.run(room.id, work)
    return key


@bp.get("/stills/<key>")
@in_one_piece
def show(key: str) -> ResponseReturnValue:
    """Send the picture with this key, which only the session's members are told.

    The key is 128 random bits and changes with every picture, so it is the permission, too: a
    thousand phones that fetch a picture in the same second need not be looked up.
    """
    content = None
    if _KEY.fullmatch(key):
        with services().db.read() as db:
            content = queries.content_of(db, key)
    if content is None:
        # No reader sees a page in place of a picture.
        return Response(status=404)
    response = Response(content, mimetype="image/webp")
    response.headers["Content-Security-Policy"] = IMAGE_POLICY
    response.headers["Cache-Control"] = KEPT
    return response

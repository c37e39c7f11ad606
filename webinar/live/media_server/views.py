"""Gives a browser what it needs to connect to the media server, and answers the media server."""

from __future__ import annotations

from typing import Any

import msgspec
from flask import Blueprint, abort, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from config import LiveKit, MediaServer, Whip
from webinar.kit import clock
from webinar.kit.slices import in_one_piece
from webinar.kit.web.assets import asset
from webinar.kit.web.i18n import use_language
from webinar.kit.web.services import services
from webinar.live.media_server.access_token import access_token
from webinar.live.media_server.queries import MediaGrants
from webinar.live.media_server.whip import is_permitted, whip_ticket
from webinar.live.media_server.wire import QUESTION_BYTES, Access
from webinar.live.sound.channels import FLOOR
from webinar.people.accounts.csrf import exempt
from webinar.room.rooms.models import Member, Room

bp = Blueprint("media_server", __name__)

STATUS = {"bad_message": 400, "not_allowed": 403, "rate": 429, "room_not_live": 409}


@bp.app_template_global()
def voice_asset(name: str) -> str:
    """Return the address of `listener.js` or `speaker.js`, or of its twin for the media server."""
    is_served = services().settings.media_server is not None
    return asset(f"media_{name}" if is_served else name)


@bp.get("/rooms/<code>/media-server")
@in_one_piece
def ticket(code: str) -> ResponseReturnValue:
    """Return a ticket for the member whose seat is in the header `X-Seat`.

    It has addresses and tokens for the channel `channel` of the query, the address of the script
    that connects, and a sentence to show while the media server is away.
    """
    server = services().settings.media_server
    if server is None:
        abort(404)
    live = services().live
    with services().db.read() as db:
        holder = live.seats.find(db, request.headers.get("X-Seat"))
        room = None if holder is None else db.get(Room, holder.room_id)
        if holder is None or room is None or room.code != code:
            abort(403)
        use_language(db.get_one(Member, holder.member_id).language)
    ids = holder.room_id, holder.member_id
    channel = request.args.get("channel", FLOOR)
    answer = live.gateway.answer(
        *ids, "media.grants", {"channel": channel}, is_remote=holder.is_remote
    )
    if not answer["ok"]:
        return jsonify(code=answer["code"]), STATUS.get(answer["code"], 503)
    grants = MediaGrants(
        member=answer["member"],
        channel=answer["channel"],
        turn=answer["turn"],
        heard=answer["heard"],
    )
    return jsonify(
        **_way(server, room.code, channel, grants),
        away=_("The faster sound is unavailable. You still hear everything, a little later."),
    )


def _way(server: MediaServer, code: str, channel: str, grants: MediaGrants) -> dict[str, Any]:
    """Return the engine's own part of a ticket."""
    if isinstance(server, LiveKit):
        token = access_token(server, code, grants, clock.now())
        return {"script": asset("livekit.js"), "url": server.url, "token": token}
    lines = whip_ticket(server, code, channel, grants, clock.now())
    return {"script": asset("whip.js"), **lines}


@bp.post("/media-server/access")
@exempt
def access() -> ResponseReturnValue:
    """Tell a media server with WHIP whether a browser may send or fetch sound: 204, or 403.

    The question is MediaMTX's. The token in it says everything, so anybody may ask.
    """
    server = services().settings.media_server
    if not isinstance(server, Whip):
        abort(404)
    if (request.content_length or 0) > QUESTION_BYTES:
        return "", 413
    try:
        asked = msgspec.json.decode(request.get_data(), type=Access)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return "", 400
    return "", 204 if is_permitted(server, asked) else 403

"""Gives a browser what it needs to connect to the media server, and chooses the voice's scripts."""

from __future__ import annotations

from flask import Blueprint, abort, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webinar.kit import clock
from webinar.kit.web.assets import asset
from webinar.kit.web.i18n import use_language
from webinar.kit.web.services import services
from webinar.live.media_server.access_token import access_token
from webinar.live.media_server.queries import MediaGrants
from webinar.room.rooms.models import Member, Room

bp = Blueprint("media_server", __name__)

STATUS = {"not_allowed": 403, "rate": 429, "room_not_live": 409}


@bp.app_template_global()
def voice_asset(name: str) -> str:
    """Return the address of `listener.js` or `speaker.js`, or of its twin for the media server."""
    is_served = services().settings.media_server is not None
    return asset(f"media_{name}" if is_served else name)


@bp.get("/rooms/<code>/media-server")
def ticket(code: str) -> ResponseReturnValue:
    """Return a ticket for the member whose seat is in the header `X-Seat`.

    It has the media server's address, an access token, the address of the script that connects,
    and a sentence to show while the media server is away.
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
    answer = live.gateway.answer(*ids, "media.grants", {}, is_remote=holder.is_remote)
    if not answer["ok"]:
        return jsonify(code=answer["code"]), STATUS.get(answer["code"], 503)
    grants = MediaGrants(member=answer["member"], turn=answer["turn"])
    return jsonify(
        url=server.url,
        token=access_token(server, room.code, grants, clock.now()),
        script=asset("livekit.js"),
        away=_("The faster sound is unavailable. You still hear everything, a little later."),
    )

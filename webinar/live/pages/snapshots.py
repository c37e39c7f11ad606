"""Answers with the snapshot over HTTP: the same answer as over a socket, but compressed.

On a slow link, a long snapshot on the socket would hold up the acknowledgement of a vote for
seconds.
"""

from __future__ import annotations

import msgspec
from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from webinar.kit.packed_json import packed_json
from webinar.kit.slices import in_one_piece
from webinar.kit.web.services import services
from webinar.room.engine.gateway import Answer
from webinar.room.rooms.models import Room

bp = Blueprint("snapshots", __name__)

STATUS = {"not_allowed": 403, "rate": 429, "try_again": 503}


@bp.get("/rooms/<code>/ask/<any('room.snapshot', 'remote.snapshot'):query>")
@in_one_piece
def ask(code: str, query: str) -> ResponseReturnValue:
    """Answer this query for the member whose seat is in the header `X-Seat`.

    Clients ask here for long snapshots. A short one costs less over the socket, which sends no
    response headers.
    """
    answer = _answer(code, query)
    return _packed(answer), 200 if answer["ok"] else STATUS.get(answer["code"], 500)


def _answer(code: str, query: str) -> Answer:
    live = services().live
    with services().db.read() as db:
        holder = live.seats.find(db, request.headers.get("X-Seat"))
        room = None if holder is None else db.get(Room, holder.room_id)
        if holder is None or room is None or room.code != code:
            return {"ok": False, "code": "not_allowed", "retry": False}
    ids, is_remote = (holder.room_id, holder.member_id), holder.is_remote
    return live.gateway.answer(*ids, query, {}, is_remote=is_remote)


def _packed(answer: Answer) -> Response:
    response = packed_json(msgspec.json.encode(answer), vary="X-Seat")
    # The snapshot holds the member's answers, so the browser must not store it.
    response.headers["Cache-Control"] = "no-store"
    return response

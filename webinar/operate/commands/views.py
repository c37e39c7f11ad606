"""The server's state for `webinar status`, shown only to holders of the server's key."""

from __future__ import annotations

import hmac
from typing import Any

from flask import Blueprint, abort, jsonify, request
from flask.typing import ResponseReturnValue

from webinar.kit.slices import in_one_piece
from webinar.kit.web.services import services
from webinar.operate.commands.proof import HEADER, proof
from webinar.room.engine.refusals import refusals

bp = Blueprint("operating", __name__)


@bp.get("/healthz/status")
@in_one_piece
def status() -> ResponseReturnValue:
    """Return `{"connected": open sockets, "people": members who sit at them, "refused": …}`.

    `refused` counts the refusals of this process, by command and code.

    With a message queue, there is also `"apart"`: 1 while this process and the others are cut off
    from each other in either direction.
    """
    running = services()
    header = request.headers.get(HEADER, "")
    proofs = [proof(key, ago) for key in running.settings.secret_keys for ago in (0, 1)]
    if not any([hmac.compare_digest(header.encode(), expected.encode()) for expected in proofs]):
        abort(404)
    open_now = list(running.live.connections.everyone())
    state: dict[str, Any] = {
        "connected": len(open_now),
        "people": len({connection.member_id for connection in open_now}),
        "refused": refusals(),
    }
    if running.settings.message_queue is not None:
        state["apart"] = int(running.live.is_apart)
    return jsonify(state)

"""The chat on the page without scripts."""

from __future__ import annotations

from typing import Any

import msgspec
from flask import Blueprint

from webinar.kit.web.services import services
from webinar.live.chat import queries
from webinar.room.rooms.models import Room

bp = Blueprint("chat", __name__)


@bp.app_template_global()
def messages_for(room: Room, number: int) -> list[dict[str, Any]]:
    """Return the last messages that this member may read, oldest first."""
    with services().db.read() as db:
        member = queries.find_member(db, room, number)
        messages = [] if member is None else queries.last_page(db, room, member)
    return [msgspec.to_builtins(view) for view in messages]

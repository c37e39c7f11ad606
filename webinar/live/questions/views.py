"""The questions on the page without scripts."""

from __future__ import annotations

import secrets
from typing import Any

import msgspec
from flask import Blueprint

from webinar.kit.web.services import services
from webinar.live.questions import queries
from webinar.room.rooms.models import Room

bp = Blueprint("questions", __name__)


@bp.app_template_global()
def questions_for(room: Room, number: int) -> list[dict[str, Any]]:
    """Return all questions that this member may see, ordered by votes, then by time."""
    with services().db.read() as db:
        member = queries.member_of(db, room, number)
        question_views = queries.views_for(
            db, member, queries.questions_of(db, room), knows_others=False
        )
    views: list[dict[str, Any]] = [msgspec.to_builtins(view) for view in question_views]
    return sorted(views, key=lambda view: (-view["votes"], view["id"]))


@bp.app_template_global()
def question_token() -> str:
    """Return a secret for a form that asks without a name, so that two presses ask only once."""
    return secrets.token_hex(16)

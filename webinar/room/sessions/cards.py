"""Cards, which describe a session on the pages of the desk."""

from __future__ import annotations

from typing import Any

from flask import abort, url_for
from sqlalchemy.orm import Session, object_session

from webinar.kit import clock
from webinar.kit.permissions import Role
from webinar.kit.shown_times import shown_time
from webinar.kit.tokens import read_code, show_code
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.people.accounts.access import this_user
from webinar.people.accounts.models import User
from webinar.people.ownership.queries import owns
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import title_in
from webinar.room.sessions.agenda import find_own_room


def own_room(db: Session, code: str) -> Room:
    """Return the session of this code if the user may change it; else answer 404."""
    room = find_own_room(db, this_user(), read_code(code))
    if room is None:
        abort(404)
    return room


def card_of(
    room: Room, user: User, role: Role | None = None, *, is_own: bool | None = None
) -> dict[str, Any]:
    """Return the card of a session for a user who has this role in it.

    Its address is the public one, even if the request names another Host. Call this while `room` is
    attached to a database session: the title may be loaded from the edition. Lists say whether it
    `is_own` (`ownership.owned_ids`), so that no session asks for itself.
    """
    if is_own is None:
        db = object_session(room)
        is_own = db is not None and owns(db, user, room)
    starts = room.started_at or room.planned_at
    when = None if starts is None else shown_time(starts, room.time_zone, user.time_zone)
    return {
        "title": title_in(room, page_language()),
        "code": room.code,
        "shown_code": show_code(room.code),
        "state": room.state.value,
        "is_template": room.template_at is not None,
        "is_cancelled": room.cancelled_at is not None,
        "is_archived": room.archived_at is not None,
        "starts": None if when is None else when.whole,
        "when": when,
        "iso": clock.iso(starts),
        "zone": room.time_zone,
        "minutes": room.planned_minutes,
        "role": role,
        "is_own": is_own,
        "may_report": role not in (Role.MODERATOR, Role.INTERPRETER),
        "address": services().settings.public_url + url_for("rooms.join", code=room.code),
    }

"""The finished sessions whose attendance is not frozen yet, for the organiser's page of today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.preparations import Errand
from webinar.kit.web.i18n import page_language
from webinar.people.accounts.models import User
from webinar.people.ownership.queries import belongs_to
from webinar.results.attendance.models import FrozenReport
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import title_in

# Whoever has not frozen a report after this time does not mean to.
_RECENT = timedelta(days=30)


def reports_to_freeze(db: Session, user: User, rooms: Sequence[Room]) -> list[Errand]:
    """Return an errand for each own session that was held lately and has no frozen version."""
    since = clock.now() - _RECENT
    held = [room for room in rooms if _was_held(room, since)]
    is_own = Room.id.in_([room.id for room in held]) & belongs_to(Room, user)
    own_ids = set(db.scalars(select(Room.id).where(is_own))) if held else set()
    held = [room for room in held if room.id in own_ids]
    if not held:
        return []
    is_one_of_them = FrozenReport.room_id.in_([room.id for room in held])
    frozen_ids = set(db.scalars(select(FrozenReport.room_id).where(is_one_of_them)))
    return [
        Errand(
            _("Check the attendance and freeze it"),
            title_in(room, page_language()),
            url_for("attendance.home", code=room.code) + "#frozen",
        )
        for room in held
        if room.id not in frozen_ids
    ]


def _was_held(room: Room, since: datetime) -> bool:
    is_recent = room.ended_at is not None and room.ended_at >= since
    return is_recent and room.started_at is not None

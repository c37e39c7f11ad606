"""The finished sessions whose attendance is not frozen yet, for the organiser's page of today."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit.preparations import Errand
from webinar.kit.web.i18n import page_language
from webinar.people.accounts.models import User
from webinar.results.attendance.models import FrozenReport
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import title_in
from webinar.room.sessions.agenda import held_lately


def reports_to_freeze(db: Session, user: User, rooms: Sequence[Room]) -> list[Errand]:
    """Return an errand for each own session that was held lately and has no frozen version."""
    held = held_lately(db, user, rooms)
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

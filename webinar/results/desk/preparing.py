"""Whether somebody helps in a planned session, for the organiser's page of today."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.kit.preparations import Preparation
from webinar.room.rooms.models import Room
from webinar.room.sessions import team


def helpers_prepared(db: Session, room: Room) -> list[Preparation]:
    has_helpers = any(member.role in team.HELPERS for member in team.team_of(db, room))
    address = url_for("desk.plan", code=room.code) + "#team"
    return [Preparation(20, _("Presenters and interpreters"), has_helpers, address)]

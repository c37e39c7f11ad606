"""Whether the slides of a planned session were tried, for the organiser's page of today."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.kit.preparations import Preparation
from webinar.room.rooms.models import Room


def slides_prepared(_db: Session, room: Room) -> list[Preparation]:
    """Return whether somebody has turned the slides on the console before the session."""
    address = url_for("rooms.console", code=room.code)
    return [Preparation(50, _("Rehearsed on the console"), bool(room.slide), address)]

"""Whether a planned session has a day and a time, for the organiser's page of today."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.kit.preparations import Preparation
from webinar.room.rooms.models import Room


def date_prepared(_db: Session, room: Room) -> list[Preparation]:
    address = url_for("series.planning.change", code=room.code)
    return [Preparation(10, _("Day and time"), room.planned_at is not None, address)]

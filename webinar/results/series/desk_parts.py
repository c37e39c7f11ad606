"""The parts of the organiser's desk from series: links for helpers, a new session's series."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from webinar.kit.text import whole_number
from webinar.kit.web.i18n import page_language
from webinar.people.accounts.models import User
from webinar.results.series import actions, helpers
from webinar.results.series.models import Series
from webinar.results.series.queries import find_own_series
from webinar.results.series.templates import templates_of
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import title_in
from webinar.room.sessions import team


def linkable_context(db: Session, room: Room, user: User) -> dict[str, Any]:
    """Return `linkable_numbers`: the numbers of the helpers for whom this user may make a link."""
    return {"linkable_numbers": helpers.linkable_numbers(db, user, team.team_of(db, room))}


def series_context(db: Session, user: User, form: Mapping[str, str]) -> dict[str, Any]:
    """Return `series`, which a new session joins, or None; and `templates`, the cards of each."""
    templates = [
        {"title": title_in(room, page_language()), "code": room.code}
        for room in templates_of(db, user)
    ]
    return {"series": _typed_series(db, user, form), "templates": templates}


def add_to_typed_series(db: Session, room: Room, user: User, form: Mapping[str, str]) -> None:
    series = _typed_series(db, user, form)
    if series is not None:
        actions.add_session(db, series, room, db.get_one(User, user.id))


def _typed_series(db: Session, user: User, form: Mapping[str, str]) -> Series | None:
    """Return the user's series with the id in the field `series`, or None."""
    number = whole_number(form.get("series", ""))
    return find_own_series(db, user, number) if number else None

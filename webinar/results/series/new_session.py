"""The series of a new session, and its repetition, as the form that sets it up has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.text import whole_number
from webinar.kit.web.i18n import page_language
from webinar.people.accounts.models import User
from webinar.results.series import actions
from webinar.results.series.copying import duplicate
from webinar.results.series.models import Series
from webinar.results.series.numbered_titles import advanced_title, is_numbered
from webinar.results.series.queries import find_own_series
from webinar.results.series.repeating import occurrences_typed
from webinar.results.series.templates import templates_of
from webinar.results.series.words import frequency_words
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import title_in


def new_session_context(db: Session, user: User, form: Mapping[str, str]) -> dict[str, Any]:
    """Return `series`, which a new session joins, or None; `templates`; and `frequency_words`."""
    templates = [
        {"title": title_in(room, page_language()), "code": room.code}
        for room in templates_of(db, user)
    ]
    return {
        "series": _typed_series(db, user, form),
        "templates": templates,
        "frequency_words": frequency_words(),
    }


def place_new_session(db: Session, room: Room, user: User, form: Mapping[str, str]) -> None:
    """Add the new session to its series, and repeat it in a series, as the form says.

    `every` is a frequency or empty, `times` the number of sessions, this one included; the rest is
    as in the session's own form. Refused: `times_invalid`, `time_invalid`.
    """
    by, series = db.get_one(User, user.id), _typed_series(db, user, form)
    if series is not None:
        actions.add_session(db, series, room, by)
    later = occurrences_typed(form, clock.now())[1:] if form.get("every") else []
    if not later:
        return
    if series is None:
        series = actions.begin_series(db, room, by)
    counts = is_numbered(room.title)
    for step, date in enumerate(later, start=1):
        title = advanced_title(room.title, step) if counts else room.title
        copy = duplicate(
            db,
            room,
            by,
            room.edition,
            title,
            date.instant,
            planned_minutes=room.planned_minutes,
            time_zone=room.time_zone,
        )
        actions.add_session(db, series, copy, by)


def _typed_series(db: Session, user: User, form: Mapping[str, str]) -> Series | None:
    """Return the user's series with the id in the field `series`, or None."""
    number = whole_number(form.get("series", ""))
    return find_own_series(db, user, number) if number else None

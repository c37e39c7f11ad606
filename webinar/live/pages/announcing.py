"""The announcement of a session, on pages and, in each of its languages, on the stage."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import force_locale

from webinar.kit.languages import LANGUAGES
from webinar.kit.web.services import services
from webinar.live.console_words import stage_words_by_language
from webinar.room.rooms.models import Room
from webinar.room.rooms.queries import find_room
from webinar.room.rooms.titles import title_in
from webinar.room.sessions.announced import Announced, announced
from webinar.words import Words


def announced_of(code: str) -> Announced | None:
    """Return the announcement for `rooms/announced.html`."""
    with services().db.read() as db:
        room = find_room(db, code)
        return None if room is None else announced(db, room)


def words_on_stage(room: Room, languages: Iterable[str]) -> dict[str, Words]:
    """Return the stage's words by language, including the session's title and announcement."""
    found = stage_words_by_language(languages)
    for tag, words in found.items():
        words["stage.title"] = title_in(room, tag)
        with force_locale(LANGUAGES[tag].locale):
            told = announced_of(room.code)
        if told:
            words |= {"stage.begins": told.begins, "stage.speakers": told.speakers}
    return found

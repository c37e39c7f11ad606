"""The announcement of a session, on pages and, in each of its languages, on the stage."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import force_locale

from webinar.kit.languages import LANGUAGES
from webinar.kit.web.services import services
from webinar.room.rooms.models import Room
from webinar.room.rooms.queries import find_room
from webinar.room.rooms.titles import title_in
from webinar.room.sessions.announcement import Announcement, announcement_of, introduction_of
from webinar.words import ScriptWords, script_words


def announced_of(code: str) -> Announcement | None:
    """Return the announcement for `live/pages/announced.html`; None for an unknown code."""
    with services().db.read() as db:
        room = find_room(db, code)
        return None if room is None else announcement_of(db, room)


def introduced(room: Room) -> Announcement:
    """Return what newcomers read about the session, for `live/pages/announced.html`."""
    with services().db.read() as db:
        return introduction_of(db, db.merge(room, load=False))


class StageWords(ScriptWords):
    """The stage's words; `session` has its title and, if announced, its time and speakers."""

    session: dict[str, str]


def words_on_stage(room: Room, languages: Iterable[str]) -> dict[str, StageWords]:
    """Return the stage's words by language: the hall may read others than the presenter."""
    by_language: dict[str, StageWords] = {}
    for tag in languages:
        session = {"title": title_in(room, tag)}
        with force_locale(LANGUAGES[tag].locale):
            announcement = announced_of(room.code)
            words = script_words("stage.js")
        if announcement:
            session |= {"begins": announcement.begins, "speakers": announcement.speakers}
        by_language[tag] = StageWords(**words, session=session)
    return by_language

"""A session's title in a reader's language, where it is the title of its module."""

from __future__ import annotations

from webinar.lessons.fallback import resolve
from webinar.rooms.models import Room
from webinar.slides.editions import module_of


def title_in(room: Room, language: str) -> str:
    """The module's title in this language if the session has just that title, else its own.

    A title that an organiser typed is somebody's words and is not translated.
    """
    titles = module_of(room.edition).title
    return resolve(titles, language)[1] if room.title in titles.values() else room.title

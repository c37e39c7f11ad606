"""A session's title in a reader's language, where it is the title of its module."""

from __future__ import annotations

from webinar.content.editions.content import module_of
from webinar.content.editions.models import Edition
from webinar.kit.language_fallback import resolve
from webinar.room.rooms.models import Room


def title_in(room: Room, language: str) -> str:
    """The session's title; see `worded`."""
    return worded(room.title, room.edition, language)


def worded(title: str, edition: Edition, language: str) -> str:
    """The module's title in this language if it is just that title, else as it is.

    A title that an organiser typed is somebody's words and is not translated.
    """
    titles = module_of(edition).title
    return resolve(titles, language)[1] if title in titles.values() else title

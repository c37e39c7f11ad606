"""A session's title in a reader's language, if it is the title of the session's module."""

from __future__ import annotations

from webinar.content.editions.content import module_of
from webinar.content.editions.models import Edition
from webinar.kit.language_fallback import resolve
from webinar.room.rooms.models import Room


def title_in(room: Room, language: str) -> str:
    """Return the session's title for this language; see `translated_title`."""
    return translated_title(room.title, room.edition, language)


def translated_title(title: str, edition: Edition, language: str) -> str:
    """Return the module's title in this language if `title` is the module's, else `title`.

    A title that an organiser typed is not translated.
    """
    titles = module_of(edition).title
    return resolve(titles, language)[1] if title in titles.values() else title

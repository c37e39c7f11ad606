"""Reads who a bearer of a token is, and the words that speech is likely to contain."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.content.editions.content import module_of
from webinar.content.lessons.glossary import Glossary
from webinar.kit.languages import LANGUAGES
from webinar.live.captions.models import CaptionSource
from webinar.room.rooms.models import Room

# Recognisers slow down with long lists.
MOST_HOT_WORDS = 500


def find_bearer(db: Session, bearer_hash: str) -> tuple[CaptionSource, Room] | None:
    """Return the source of this token and its session; None if the token is unknown or over."""
    row = db.execute(
        select(CaptionSource, Room)
        .join(Room, Room.id == CaptionSource.room_id)
        .where(CaptionSource.token_hash == bearer_hash)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def languages_of(room: Room) -> list[str]:
    """Return the languages of captions and channels, those of the slides first.

    People may read the interface, and interpreters may speak, in a language without slides.
    """
    own = [tag for tag in module_of(room.edition).languages if tag in LANGUAGES]
    return [*own, *(tag for tag in LANGUAGES if tag not in own)]


def hot_words(glossary: Glossary, language: str) -> list[str]:
    """Return the terms of this language and their other forms, each once."""
    wordings = (term.text.get(language) for term in glossary.terms.values())
    words = [
        word for wording in wordings if wording for word in (wording.term, *wording.also) if word
    ]
    return list(dict.fromkeys(words))[:MOST_HOT_WORDS]

"""Editions read back into modules, and the decks made of them, kept in memory.

An edition never changes, so both are made once per process and edition.
"""

from __future__ import annotations

import gzip
from functools import lru_cache
from typing import Any

import msgspec

from webinar.lessons.fallback import resolve
from webinar.lessons.model import Module, Slide, from_json
from webinar.slides.models import Edition


def module_of(edition: Edition) -> Module:
    return _module(edition.hash, edition.content)


@lru_cache(maxsize=32)
def _module(_hash: str, content: bytes) -> Module:
    return from_json(content)


class DeckPoll(msgspec.Struct, frozen=True, kw_only=True):
    """A poll's words in one language; what is correct, and why, is not in the deck."""

    poll: str
    kind: str
    quiz: bool
    question: str
    language: str
    labels: dict[str, str]


class DeckSlide(msgspec.Struct, frozen=True, kw_only=True):
    """`language` is the one found: where it is not the one asked for, a badge says so."""

    id: str
    title: str
    html: str
    language: str
    poll: DeckPoll | None


def deck(edition: Edition, language: str) -> dict[str, Any]:
    """All slides in one language, without notes and answers."""
    slides = [_deck_slide(slide, language) for slide in module_of(edition).slides]
    return {"language": language, "slides": msgspec.to_builtins(slides)}


def deck_json(edition: Edition, language: str) -> tuple[bytes, bytes]:
    """The deck as JSON, plain and gzipped."""
    return _deck_json(edition.hash, edition.content, language)


@lru_cache(maxsize=128)
def _deck_json(content_hash: str, content: bytes, language: str) -> tuple[bytes, bytes]:
    plain = msgspec.json.encode(deck(Edition(hash=content_hash, content=content), language))
    return plain, gzip.compress(plain, 9, mtime=0)


def notes(edition: Edition, language: str) -> dict[str, Any]:
    """The speaker notes of all slides in one language; for hosts only."""
    found = [resolve(slide.text, language) for slide in module_of(edition).slides]
    return {
        "language": language,
        "notes": [{"html": text.notes_html, "language": tag} for tag, text in found],
    }


def _deck_slide(slide: Slide, language: str) -> DeckSlide:
    found, text = resolve(slide.text, language)
    return DeckSlide(
        id=slide.id,
        title=text.title,
        html=text.html,
        language=found,
        poll=_deck_poll(slide, language),
    )


def _deck_poll(slide: Slide, language: str) -> DeckPoll | None:
    if slide.poll is None:
        return None
    found, text = resolve(slide.poll.text, language)
    return DeckPoll(
        poll=slide.id,
        kind=slide.poll.kind,
        quiz=slide.poll.is_quiz,
        question=text.question,
        language=found,
        labels={option.id: text.labels[option.id] for option in slide.poll.options},
    )

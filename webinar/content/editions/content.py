"""Reads editions back into modules, makes decks from them, and keeps both in memory.

An edition never changes, so both are made once per process and edition.
"""

from __future__ import annotations

import gzip
from typing import Any, Protocol

import msgspec
from sqlalchemy.orm import Session

from webinar.content.editions.models import Edition
from webinar.content.lessons.model import Module, Part, Slide, StepItem, from_json, part_number
from webinar.kit.language_fallback import resolve
from webinar.kit.value_cache import cached_in, cached_value

# A programme's edition is some 600 kB, so it should be read and decoded only once.
_EDITIONS, _WORDED, _DECKS = 32, 64, 512
_modules: dict[str, Module] = {}
_slides: dict[tuple[str, str], list[DeckSlide]] = {}
_decks: dict[tuple[str, str, int], tuple[bytes, bytes]] = {}


def module_of(edition: Edition) -> Module:
    """Return an edition's module. `edition.content` is read only if the module is not in memory."""
    return cached_in(_modules, edition.hash, lambda: from_json(edition.content), _EDITIONS)


class HasEdition(Protocol):
    """A session, or another row that keeps an edition."""

    @property
    def edition_id(self) -> int: ...
    @property
    def edition(self) -> Edition: ...


def module_in(db: Session, row: HasEdition) -> Module:
    """Return the module of a stored row, without reading its edition each time."""
    return cached_value(db, ("module", row.edition_id), None, lambda: module_of(row.edition))


class DeckPoll(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A poll's words in one language; the correct answer and its reason are not in the deck."""

    poll: str
    kind: str
    quiz: bool
    question: str
    language: str
    labels: dict[str, str]
    anonymous: bool = False


class DeckStep(msgspec.Struct, frozen=True, kw_only=True):
    """The words of a draft of a next step in one language; `days` is how long it may take, or 0."""

    draft: str
    text: str
    owner: str
    indicator: str
    days: int
    language: str


class DeckSlide(msgspec.Struct, frozen=True, kw_only=True):
    """`language` is the one found: where it is not the one asked for, a badge says so."""

    id: str
    title: str
    html: str
    language: str
    handout: str
    poll: DeckPoll | None
    steps: list[DeckStep]


def slides_in(edition: Edition, language: str) -> list[DeckSlide]:
    """Return all slides in one language, without notes and answers; callers must not change them.

    The list is kept in memory.
    """

    def word() -> list[DeckSlide]:
        return [_deck_slide(slide, language) for slide in module_of(edition).slides]

    return cached_in(_slides, (edition.hash, language), word, _WORDED)


def part_at(edition: Edition, slide: int) -> int:
    """Return the number of the part that this slide is in, counted from 0."""
    return part_number(module_of(edition).all_parts(), slide)


def part_of(module: Module, slide: int) -> Part | None:
    """Return the part of a programme that this slide is in; None if there is no programme."""
    return module.parts[part_number(module.parts, slide)] if module.parts else None


def deck_json(edition: Edition, language: str, part: int) -> tuple[bytes, bytes] | None:
    """Return one part of the deck as JSON, plain and gzipped; None if there is no such part.

    A module by itself is one part. A programme's parts are fetched one by one, so that a phone on
    a slow link shows the first slide before it has the last.
    """
    parts = module_of(edition).all_parts()
    if not 0 <= part < len(parts):
        return None
    first, count = parts[part].first, parts[part].slides

    def pack() -> tuple[bytes, bytes]:
        slides = slides_in(edition, language)[first : first + count]
        plain = msgspec.json.encode({"language": language, "first": first, "slides": slides})
        return plain, gzip.compress(plain, 9, mtime=0)

    return cached_in(_decks, (edition.hash, language, part), pack, _DECKS)


def notes(edition: Edition, language: str) -> dict[str, Any]:
    """Return the speaker notes of all slides in one language; only hosts may get them."""
    texts = [resolve(slide.text, language) for slide in module_of(edition).slides]
    return {
        "language": language,
        "notes": [{"html": text.presenter_html, "language": tag} for tag, text in texts],
    }


def _deck_slide(slide: Slide, language: str) -> DeckSlide:
    shown_language, text = resolve(slide.text, language)
    return DeckSlide(
        id=slide.id,
        title=text.title,
        html=text.html,
        language=shown_language,
        handout=text.handout_html,
        poll=_deck_poll(slide, language),
        steps=[_deck_step(step, language) for step in slide.steps],
    )


def _deck_step(step: StepItem, language: str) -> DeckStep:
    shown_language, text = resolve(step.text, language)
    return DeckStep(
        draft=step.id,
        text=text.text,
        owner=text.owner,
        indicator=text.indicator,
        days=step.days,
        language=shown_language,
    )


def _deck_poll(slide: Slide, language: str) -> DeckPoll | None:
    if slide.poll is None:
        return None
    shown_language, text = resolve(slide.poll.text, language)
    return DeckPoll(
        poll=slide.id,
        kind=slide.poll.kind,
        quiz=slide.poll.is_quiz,
        anonymous=slide.poll.is_anonymous,
        question=text.question,
        language=shown_language,
        labels=slide.poll.labels(text),
    )

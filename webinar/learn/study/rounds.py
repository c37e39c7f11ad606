"""Cuts the modules of a course into rounds of about ten minutes. No database.

A round never cuts a slide, so a question stays with its explanation. The cut follows the reading
time of the module's reference language: the rounds are the same for every reader, and change only
with the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from webinar.content.editions.models import Edition
from webinar.content.lessons.model import Module, Part, Slide
from webinar.kit.value_cache import cached_in
from webinar.learn.study import reading
from webinar.learn.study.studied_slides import studied_parts

ROUND_SECONDS = 10 * 60
_rounds: dict[str, list[Round]] = {}
_EDITIONS = 64


@dataclass(frozen=True)
class Round:
    """A round: `number` of `count` in its part, which is `part_number` of `parts`, all from 1."""

    part: Part
    part_number: int
    parts: int
    number: int
    count: int
    slides: tuple[str, ...]

    @property
    def key(self) -> str:
        """A name for use in a page: the place in the course, such as `2-3`."""
        return f"{self.part_number}-{self.number}"

    @property
    def ends_part(self) -> bool:
        return self.number == self.count


def rounds(module: Module) -> list[Round]:
    """Return the rounds of all studied parts, in order; every studied slide is in exactly one.

    A course that takes no longer than one round has none.
    """
    language, parts = module.languages[0], studied_parts(module)
    studied = [slide for _, slides in parts for slide in slides]
    if _wanted(sum(reading.reading_seconds(slide, language) for slide in studied)) < 2:
        return []
    cuts = [(part, cut_slides(slides, language)) for part, slides in parts]
    return [
        Round(part, at, len(cuts), number, len(pieces), piece)
        for at, (part, pieces) in enumerate(cuts, 1)
        for number, piece in enumerate(pieces, 1)
    ]


def course_rounds(edition: Edition, module: Module) -> list[Round]:
    """Return the rounds of this edition's module; they are cut once, as each page needs them."""
    return cached_in(_rounds, edition.hash, lambda: rounds(module), _EDITIONS)


def cut_slides(slides: list[Slide], language: str) -> list[tuple[str, ...]]:
    """Cut a part's slides into pieces of about the same time, each about `ROUND_SECONDS`.

    A slide belongs to the piece that its middle falls into. So the last piece is no remainder.
    """
    seconds = [reading.reading_seconds(slide, language) for slide in slides]
    whole = sum(seconds)
    wanted = _wanted(whole)
    pieces: dict[int, list[str]] = {}
    before = 0
    for slide, taken in zip(slides, seconds, strict=True):
        middle = before + taken / 2
        at = min(wanted - 1, int(middle * wanted / whole)) if whole else 0
        # A slide longer than a round leaves some numbers without slides.
        pieces.setdefault(at, []).append(slide.id)
        before += taken
    return [tuple(piece) for piece in pieces.values()]


def round_of(all_rounds: list[Round], slide_id: str) -> Round | None:
    """Return the round with this slide; None if the course has no rounds."""
    return next((each for each in all_rounds if slide_id in each.slides), None)


def seconds_of(each: Round, seconds: Mapping[str, int]) -> int:
    """Return the reading time of a round, given that of each slide."""
    return sum(seconds[slide_id] for slide_id in each.slides)


def _wanted(seconds: int) -> int:
    return max(1, round(seconds / ROUND_SECONDS))

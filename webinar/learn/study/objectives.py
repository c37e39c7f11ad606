"""The objectives of a course, as a reader is shown them. Pure."""

from __future__ import annotations

from typing import NamedTuple

from webinar.content.lessons.model import Module
from webinar.kit.language_fallback import resolve


class Objectives(NamedTuple):
    """The abilities that the course promises, as texts in one language; none appears twice."""

    language: str
    texts: list[str]


def objectives_of(module: Module, language: str) -> Objectives:
    """Return the objectives in this language or the next best one; none if the module has none."""
    written = {tag: texts for tag, texts in module.objectives.items() if texts}
    if not written:
        return Objectives(language, [])
    tag, texts = resolve(written, language)
    return Objectives(tag, list(dict.fromkeys(texts)))

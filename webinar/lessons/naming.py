"""What a slide is called where it is one of a list."""

from __future__ import annotations

from webinar.kit.language_fallback import resolve
from webinar.lessons.model import Slide


def slide_title(slide: Slide, language: str) -> str:
    """Its title; of a poll without one its question, and of anything else its id."""
    title = resolve(slide.text, language)[1].title
    if title or slide.poll is None:
        return title or slide.id
    return resolve(slide.poll.text, language)[1].question

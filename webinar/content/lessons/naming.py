"""The name of a slide in a list."""

from __future__ import annotations

from webinar.content.lessons.model import Slide
from webinar.kit.language_fallback import resolve


def slide_title(slide: Slide, language: str) -> str:
    """Return a slide's title. Without a title, return a poll's question, or else the slide's id."""
    title = resolve(slide.text, language)[1].title
    if title or slide.poll is None:
        return title or slide.id
    return resolve(slide.poll.text, language)[1].question

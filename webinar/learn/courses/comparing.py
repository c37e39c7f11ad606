"""The differences between a module and a course's edition of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from webinar.content.lessons.model import Module
from webinar.content.lessons.naming import slide_title


@dataclass(frozen=True)
class Difference:
    """Titles of slides, by how they changed. `is_reordered`: slides in both changed their order.

    All fields may be empty, if only the module's title, a source or the like has changed.
    """

    new: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    is_reordered: bool = False


def difference(old: Module, new: Module, language: str) -> Difference:
    """Return the differences, with titles in this language. Slides are matched by their ids."""
    old_slides = {slide.id: slide for slide in [*old.slides, *old.bank]}
    new_slides = {slide.id: slide for slide in [*new.slides, *new.bank]}
    common = [slide_id for slide_id in new_slides if slide_id in old_slides]
    return Difference(
        new=tuple(
            slide_title(new_slides[slide_id], language)
            for slide_id in new_slides
            if slide_id not in old_slides
        ),
        removed=tuple(
            slide_title(old_slides[slide_id], language)
            for slide_id in old_slides
            if slide_id not in new_slides
        ),
        changed=tuple(
            slide_title(new_slides[slide_id], language)
            for slide_id in common
            if new_slides[slide_id] != old_slides[slide_id]
        ),
        is_reordered=common != [slide_id for slide_id in old_slides if slide_id in new_slides],
    )

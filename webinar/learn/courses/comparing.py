"""The differences between a module and a course's edition of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from webinar.content.lessons.model import Module
from webinar.content.lessons.naming import slide_title


@dataclass(frozen=True)
class Difference:
    """Titles of slides, by how they changed. `is_order`: slides in both are in another order.

    All fields may be empty: perhaps only the title, a source or the like has changed.
    """

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    is_order: bool = False


def difference(old: Module, new: Module, language: str) -> Difference:
    """Return the differences, with titles in this language. Slides are matched by their ids."""
    was = {slide.id: slide for slide in [*old.slides, *old.bank]}
    now = {slide.id: slide for slide in [*new.slides, *new.bank]}
    both = [one for one in now if one in was]
    return Difference(
        new=tuple(slide_title(now[one], language) for one in now if one not in was),
        gone=tuple(slide_title(was[one], language) for one in was if one not in now),
        changed=tuple(slide_title(now[one], language) for one in both if now[one] != was[one]),
        is_order=both != [one for one in was if one in now],
    )

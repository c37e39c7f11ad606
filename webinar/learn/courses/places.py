"""Finds a slide of one edition in another: a session of one module, a course of a programme.

A slide is the same if it is of the same module and has the same name there. A programme puts its
parts before the names and may hold a module twice, so ids are not enough. No database, no web.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from webinar.content.lessons.model import Module, Slide
from webinar.content.lessons.programme import BETWEEN


class Place(NamedTuple):
    """The module that a slide is of, and what it is called in that module's own file."""

    module: str
    name: str


def places_of(module: Module) -> dict[str, Place]:
    """Return the places by the ids of the slides, in the order of the slides."""
    found = {}
    for part in module.all_parts():
        before = f"{part.id}{BETWEEN}" if module.parts else ""
        for slide in module.slides[part.first : part.first + part.slides]:
            found[slide.id] = Place(part.module, slide.id.removeprefix(before))
    return found


def matching(source: Module, target: Module, counted: Iterable[Slide]) -> dict[str, str]:
    """The ids of slides of `source` -> those among `counted`, slides of `target`.

    Where a module comes twice the same id is preferred, then the first. Slides that are not there
    are left out.
    """
    places = places_of(target)
    ids = [slide.id for slide in counted]
    first: dict[Place, str] = {}
    for slide_id in ids:
        first.setdefault(places[slide_id], slide_id)
    kept = set(ids)
    found = {}
    for slide_id, place in places_of(source).items():
        if slide_id in kept and places[slide_id] == place:
            found[slide_id] = slide_id
        elif place in first:
            found[slide_id] = first[place]
    return found

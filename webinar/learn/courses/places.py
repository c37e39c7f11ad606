"""Finds slides of one edition in another, as those of a module's session in a programme's course.

Two slides are the same if they have the same name in the same module. A programme prefixes names
with its parts and may contain a module twice, so ids are not enough. No database, no web.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from webinar.content.lessons.model import Module, Slide
from webinar.content.lessons.programme import BETWEEN


class Place(NamedTuple):
    """The module of a slide, and the slide's name in that module's own file."""

    module: str
    name: str


def places_of(module: Module) -> dict[str, Place]:
    """Return the places by the ids of the slides, in the order of the slides."""
    places = {}
    for part in module.all_parts():
        prefix = f"{part.id}{BETWEEN}" if module.parts else ""
        for slide in module.slides_of(part):
            places[slide.id] = Place(part.module, slide.id.removeprefix(prefix))
    return places


def matching_slides(source: Module, target: Module, counted: Iterable[Slide]) -> dict[str, str]:
    """Map ids of slides of `source` to ids of the same slides among `counted`, slides of `target`.

    If a module occurs twice, the same id is preferred, then the first. Slides without a match are
    left out.
    """
    places = places_of(target)
    ids = [slide.id for slide in counted]
    first: dict[Place, str] = {}
    for slide_id in ids:
        first.setdefault(places[slide_id], slide_id)
    counted_ids = set(ids)
    matches = {}
    for slide_id, place in places_of(source).items():
        if slide_id in counted_ids and places[slide_id] == place:
            matches[slide_id] = slide_id
        elif place in first:
            matches[slide_id] = first[place]
    return matches

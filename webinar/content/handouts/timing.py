"""The minute at which each slide begins, as its author planned it."""

from __future__ import annotations

import msgspec

from webinar.content.lessons.model import Module


class Planned(msgspec.Struct, frozen=True):
    """`minutes` is 0 where nothing is planned for the slide; `begins` counts from the start."""

    minutes: float
    begins: float


def plan(module: Module) -> list[Planned]:
    """Plan each slide. A part begins when the parts before it are to end."""
    planned: list[Planned] = []
    part_begins = 0.0
    for part in module.all_parts():
        begins = part_begins
        for slide in module.slides_of(part):
            planned.append(Planned(slide.minutes, begins))
            begins += slide.minutes
        part_begins += part.minutes
    return planned

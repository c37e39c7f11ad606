"""At which minute each slide begins, as its author planned it."""

from __future__ import annotations

import msgspec

from webinar.lessons.model import Module, Part


class Planned(msgspec.Struct, frozen=True):
    """`minutes` is 0 where nothing is planned for the slide; `begins` counts from the start."""

    minutes: float
    begins: float


def parts_of(module: Module) -> list[Part]:
    """The parts of a programme; a module is a single part."""
    whole = Part(
        id=module.name,
        module=module.name,
        title=module.title,
        minutes=module.minutes,
        first=0,
        slides=len(module.slides),
    )
    return module.parts or [whole]


def plan(module: Module) -> list[Planned]:
    """For each slide. Each part begins when the parts before it are to end."""
    planned: list[Planned] = []
    part_begins = 0.0
    for part in parts_of(module):
        begins = part_begins
        for slide in module.slides[part.first : part.first + part.slides]:
            planned.append(Planned(slide.minutes, begins))
            begins += slide.minutes
        part_begins += part.minutes
    return planned

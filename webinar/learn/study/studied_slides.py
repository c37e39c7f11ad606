"""The studied slides of a module: online, offline, in packages and in every count. Pure."""

from __future__ import annotations

from webinar.content.lessons.model import Module, Part, Slide
from webinar.live.assessment.plan import tests_of


def studied_parts(module: Module) -> list[tuple[Part, list[Slide]]]:
    """Return the parts that are not tests, with their slides except breaks. Skip empty parts.

    A part that keeps its answers is a test even if none of its questions can be counted: it must
    not give away what is right.
    """
    tests = {test.id for test in tests_of(module)}
    parts = []
    for part in module.all_parts():
        if part.id not in tests and not part.keeps_answers:
            part_slides = module.slides_of(part)
            slides = [slide for slide in part_slides if not slide.is_break]
            if slides:
                parts.append((part, slides))
    return parts


def studied_slides(module: Module) -> list[Slide]:
    """Return the studied slides in their order."""
    return [slide for _, slides in studied_parts(module) for slide in slides]

"""A course's contents by part, a learner's progress, and the slide to go on with. Reads nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Any

from webinar.content.editions.content import slides_in
from webinar.content.editions.models import Edition
from webinar.content.lessons.model import Module, Part, Slide
from webinar.kit.language_fallback import resolve
from webinar.kit.rounding import whole_minutes
from webinar.kit.value_cache import cached_in
from webinar.learn.study import reading
from webinar.learn.study.pages import Studying
from webinar.learn.study.queries import Progress
from webinar.learn.study.studied import studied_slides

_times: dict[tuple[str, str], dict[str, int]] = {}
_TIMES = 64


@dataclass(frozen=True)
class Place:
    """A slide's place: `number` among the studied slides, from 1, and `at` among all, from 0."""

    slide: Slide
    part: Part
    number: int
    at: int
    before: str
    after: str


def places(module: Module) -> dict[str, Place]:
    """Return the places of the studied slides, by id and in order. Slides of tests are left out."""
    counted = [slide.id for slide in studied_slides(module)]
    numbers = {slide_id: number for number, slide_id in enumerate(counted)}
    found = {}
    for part in module.all_parts():
        for at in range(part.first, part.first + part.slides):
            slide = module.slides[at]
            number = numbers.get(slide.id)
            if number is not None:
                before = counted[number - 1] if number else ""
                after = counted[number + 1] if number + 1 < len(counted) else ""
                found[slide.id] = Place(slide, part, number + 1, at, before, after)
    return found


def times(edition: Edition, module: Module, language: str) -> dict[str, int]:
    """Return the seconds for reading each slide in this language."""

    def read() -> dict[str, int]:
        return {
            slide.id: reading.reading_seconds(slide, language) for slide in studied_slides(module)
        }

    return cached_in(_times, (edition.hash, language), read, _TIMES)


def contents(found: Studying, progress: Progress | None) -> dict[str, Any]:
    """Return the contents of the course page: parts and slides, progress, where to go on."""
    module, language = found.module, found.language
    where = places(module)
    seconds = times(found.course.edition, module, language)
    done = progress.done if progress else frozenset()
    left = [slide_id for slide_id in where if slide_id not in done]
    resume = where_to_go_on(where, progress)
    decked = slides_in(found.course.edition, language)
    return {
        "parts": [
            part
            for one in module.all_parts()
            if (part := _part(found, one, where, seconds, progress))["slides"]
        ],
        "progress": progress,
        "minutes_left": minutes(seconds[one] for one in left),
        "minutes_whole": minutes(seconds.values()),
        "count": len(where),
        "resume": resume,
        "resume_slide": decked[where[resume].at] if resume else None,
        "has_begun": bool(progress and progress.by_slide),
        "minutes_spent": whole_minutes(progress.seconds) if progress else 0,
    }


def where_to_go_on(where: dict[str, Place], progress: Progress | None) -> str:
    """Return the first slide that is not done, from the one looked at last on; else the first.

    The search goes round, to the slides before the one looked at last. "" if there is no slide.
    """
    if not where:
        return ""
    first = next(iter(where))
    if progress is None or progress.last_slide not in where:
        return next((one for one in where if progress is None or one not in progress.done), first)
    ids = list(where)
    last = ids.index(progress.last_slide)
    in_turn = ids[last:] + ids[:last]
    return next((one for one in in_turn if one not in progress.done), first)


def minutes(seconds: Iterable[int]) -> int:
    """Return whole minutes, rounded up."""
    total: int = sum(seconds)
    return ceil(total / 60)


def _part(
    found: Studying,
    part: Part,
    where: dict[str, Place],
    seconds: dict[str, int],
    progress: Progress | None,
) -> dict[str, Any]:
    tag, title = resolve(part.title, found.language)
    here = [place for place in where.values() if place.part.id == part.id]
    decked = slides_in(found.course.edition, found.language)
    slides: list[dict[str, Any]] = [
        {
            "id": place.slide.id,
            "title": decked[place.at].title,
            "language": decked[place.at].language,
            "number": place.number,
            "kind": kind_of(place.slide),
            "state": state_of(place.slide, progress),
        }
        for place in here
    ]
    done = sum(slide["state"] == "done" for slide in slides)
    left = (seconds[slide["id"]] for slide in slides if slide["state"] != "done")
    return {
        "id": part.id,
        "title": title,
        "language": tag,
        "slides": slides,
        "done": done,
        "count": len(slides),
        "minutes": minutes(left),
    }


def kind_of(slide: Slide) -> str:
    """Return `quiz`, `poll`, `scenario`, `steps` or `slide`."""
    if slide.poll is not None:
        return "quiz" if slide.poll.is_quiz else "poll"
    if slide.is_scenario:
        return "scenario"
    return "steps" if slide.steps else "slide"


def state_of(slide: Slide, progress: Progress | None) -> str:
    """Return `done`, `begun` or `new`."""
    if progress is None:
        return "new"
    if slide.id in progress.done:
        return "done"
    return "begun" if slide.id in progress.by_slide else "new"

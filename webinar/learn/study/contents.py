"""A course's contents by part, a learner's progress, and the slide to resume at. No database."""

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
from webinar.learn.study.pages import CourseVisit
from webinar.learn.study.queries import Progress
from webinar.learn.study.studied_slides import studied_slides

_times: dict[tuple[str, str], dict[str, int]] = {}
_TIMES = 64


@dataclass(frozen=True)
class Place:
    """A slide's place: `number` among the studied slides, from 1, and `at` among all, from 0.

    `before` and `after` are the ids of the neighbouring studied slides; empty without one.
    """

    slide: Slide
    part: Part
    number: int
    at: int
    before: str
    after: str


def places(module: Module) -> dict[str, Place]:
    """Return the places of the studied slides, by id and in order. Slides of tests are left out."""
    slide_ids = [slide.id for slide in studied_slides(module)]
    numbers = {slide_id: number for number, slide_id in enumerate(slide_ids)}
    places_by_id = {}
    for part in module.all_parts():
        for index in part.numbers:
            slide = module.slides[index]
            number = numbers.get(slide.id)
            if number is not None:
                before = slide_ids[number - 1] if number else ""
                after = slide_ids[number + 1] if number + 1 < len(slide_ids) else ""
                places_by_id[slide.id] = Place(slide, part, number + 1, index, before, after)
    return places_by_id


def times(edition: Edition, module: Module, language: str) -> dict[str, int]:
    """Return the seconds for reading each slide in this language."""

    def read() -> dict[str, int]:
        return {
            slide.id: reading.reading_seconds(slide, language) for slide in studied_slides(module)
        }

    return cached_in(_times, (edition.hash, language), read, _TIMES)


def contents(visit: CourseVisit, progress: Progress | None) -> dict[str, Any]:
    """Return the context of the course page: parts and slides, progress, the slide to resume at."""
    module, language = visit.module, visit.language
    places_by_id = places(module)
    seconds = times(visit.course.edition, module, language)
    done_ids = progress.done if progress else frozenset()
    slides_left = [slide_id for slide_id in places_by_id if slide_id not in done_ids]
    resume = resume_slide(places_by_id, progress)
    deck = slides_in(visit.course.edition, language)
    return {
        "parts": [
            part
            for module_part in module.all_parts()
            if (part := _part(visit, module_part, places_by_id, seconds, progress))["slides"]
        ],
        "progress": progress,
        "minutes_left": minutes(seconds[slide_id] for slide_id in slides_left),
        "minutes_whole": minutes(seconds.values()),
        "count": len(places_by_id),
        "resume": resume,
        "resume_slide": deck[places_by_id[resume].at] if resume else None,
        "has_begun": bool(progress and progress.by_slide),
        "minutes_spent": whole_minutes(progress.seconds) if progress else 0,
    }


def resume_slide(places_by_id: dict[str, Place], progress: Progress | None) -> str:
    """Return the id of the first slide that is not done; if all are done, of the first slide.

    The search begins at the slide looked at last and wraps around. "" if there are no slides.
    """
    if not places_by_id:
        return ""
    first = next(iter(places_by_id))
    if progress is None or progress.last_slide not in places_by_id:
        return next(
            (
                slide_id
                for slide_id in places_by_id
                if progress is None or slide_id not in progress.done
            ),
            first,
        )
    ids = list(places_by_id)
    last = ids.index(progress.last_slide)
    order = ids[last:] + ids[:last]
    return next((slide_id for slide_id in order if slide_id not in progress.done), first)


def minutes(seconds: Iterable[int]) -> int:
    """Return whole minutes, rounded up."""
    total: int = sum(seconds)
    return ceil(total / 60)


def _part(
    visit: CourseVisit,
    part: Part,
    places_by_id: dict[str, Place],
    seconds: dict[str, int],
    progress: Progress | None,
) -> dict[str, Any]:
    tag, title = resolve(part.title, visit.language)
    part_places = [place for place in places_by_id.values() if place.part.id == part.id]
    deck = slides_in(visit.course.edition, visit.language)
    slides: list[dict[str, Any]] = [
        {
            "id": place.slide.id,
            "title": deck[place.at].title,
            "language": deck[place.at].language,
            "number": place.number,
            "kind": kind_of(place.slide),
            "state": state_of(place.slide, progress),
        }
        for place in part_places
    ]
    done_count = sum(slide["state"] == "done" for slide in slides)
    seconds_left = (seconds[slide["id"]] for slide in slides if slide["state"] != "done")
    return {
        "id": part.id,
        "title": title,
        "language": tag,
        "slides": slides,
        "done": done_count,
        "count": len(slides),
        "minutes": minutes(seconds_left),
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

"""The context of pages that show the rounds of a course. No database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from webinar.kit.language_fallback import resolve
from webinar.learn.study.contents import Place, minutes, places, times
from webinar.learn.study.objectives import objectives_of
from webinar.learn.study.pages import CourseVisit
from webinar.learn.study.queries import Progress, marked_quizzes
from webinar.learn.study.rounds import Round, course_rounds, round_of, seconds_of


def rounds_context(visit: CourseVisit, progress: Progress | None, resume: str) -> dict[str, Any]:
    """Return `rounds_by_part`, and `resume_round` to continue with; neither without rounds.

    A round's `state` is `done`, `now` for the one to continue with, `next` for the first one after
    it that is not done, or `later`.
    """
    all_rounds = course_rounds(visit.course.edition, visit.module)
    current = round_of(all_rounds, resume)
    if current is None:
        return {"rounds_by_part": {}, "resume_round": None}
    following = _next_to_do(all_rounds, current, progress)
    seconds = times(visit.course.edition, visit.module, visit.language)
    by_part: dict[str, list[dict[str, Any]]] = {}
    for each in all_rounds:
        state = "later"
        if _is_done(each, progress):
            state = "done"
        elif each == current:
            state = "now"
        elif each == following:
            state = "next"
        by_part.setdefault(each.part.id, []).append(_view(each, seconds) | {"state": state})
    return {"rounds_by_part": by_part, "resume_round": _view(current, seconds)}


def place_in_round(visit: CourseVisit, slide_id: str) -> dict[str, Any]:
    """Return `round`, with the slide's number in it as `slide`; None if the course has none."""
    current = round_of(course_rounds(visit.course.edition, visit.module), slide_id)
    if current is None:
        return {"round": None}
    at = current.slides.index(slide_id) + 1
    return {"round": _view(current, {}) | {"slide": at, "is_last": at == len(current.slides)}}


def end_context(
    visit: CourseVisit, progress: Progress | None, slide_id: str
) -> dict[str, Any] | None:
    """Return the context of the page at the end of the round with this slide.

    `open` is the first of its slides that is not done, with `open_count`; `next_round` begins at
    `next_slide`. Once all later rounds are done, the next one is the first that is not.
    None if no round has this slide.
    """
    all_rounds, places_by_id = (
        course_rounds(visit.course.edition, visit.module),
        places(visit.module),
    )
    current = round_of(all_rounds, slide_id)
    if current is None:
        return None
    following = _next_to_do(all_rounds, current, progress)
    seconds = times(visit.course.edition, visit.module, visit.language)
    open_ids = _open_ids(current, progress)
    part_language, part_title = resolve(current.part.title, visit.language)
    return {
        "round": _view(current, seconds),
        "part_title": part_title,
        "part_language": part_language,
        "open": _titled(visit, places_by_id[open_ids[0]]) if open_ids else None,
        "open_count": len(open_ids),
        "next_round": _view(following, seconds) if following else None,
        "next_slide": _titled(visit, places_by_id[_first_to_do(following, progress)])
        if following
        else None,
        **(_outcome(visit, current, places_by_id, progress) if current.ends_part else {}),
    }


def _outcome(
    visit: CourseVisit, last: Round, places_by_id: dict[str, Place], progress: Progress | None
) -> dict[str, Any]:
    """Return what the learner achieved in the module that ends with this round.

    The `state` of each of its `questions` is `right`, `wrong` or `new`; `right` counts the first.
    `objectives` are those of a course of one module: a programme does not keep them by module.
    """
    module = visit.module
    part_slides = [slide for slide in module.slides_of(last.part) if slide.id in places_by_id]
    right = progress.right if progress else frozenset()
    tries = progress.tries if progress else {}
    questions = [
        _titled(visit, places_by_id[slide_id])
        | {"state": "right" if slide_id in right else "wrong" if tries.get(slide_id) else "new"}
        for slide_id in marked_quizzes(part_slides)
    ]
    return {
        "module_done": progress is not None
        and all(slide.id in progress.done for slide in part_slides),
        "questions": questions,
        "right": sum(question["state"] == "right" for question in questions),
        "objectives": objectives_of(module, visit.language) if last.parts == 1 else None,
    }


def _view(each: Round, seconds: Mapping[str, int]) -> dict[str, Any]:
    return {
        "key": each.key,
        "part": each.part_number,
        "parts": each.parts,
        "number": each.number,
        "count": each.count,
        "slides": each.slides,
        "last": each.slides[-1],
        "ends_part": each.ends_part,
        "minutes": minutes([seconds_of(each, seconds)]) if seconds else 0,
    }


def _titled(visit: CourseVisit, place: Place) -> dict[str, str]:
    tag, text = resolve(place.slide.text, visit.language)
    return {"id": place.slide.id, "title": text.title, "language": tag}


def _open_ids(each: Round, progress: Progress | None) -> list[str]:
    done_ids = progress.done if progress else frozenset()
    return [slide_id for slide_id in each.slides if slide_id not in done_ids]


def _is_done(each: Round, progress: Progress | None) -> bool:
    return not _open_ids(each, progress)


def _first_to_do(each: Round, progress: Progress | None) -> str:
    return next(iter(_open_ids(each, progress)), each.slides[0])


def _next_to_do(all_rounds: list[Round], current: Round, progress: Progress | None) -> Round | None:
    """Return the first round after this one, and then before it, that is not done."""
    at = all_rounds.index(current)
    order = all_rounds[at + 1 :] + all_rounds[:at]
    return next((each for each in order if not _is_done(each, progress)), None)

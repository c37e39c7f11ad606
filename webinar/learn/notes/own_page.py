"""The content of a learner's page of notes and answers, and of the search. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.content.editions.content import slides_in
from webinar.content.lessons.model import PollItem
from webinar.kit.language_fallback import resolve
from webinar.kit.value_cache import cached_in
from webinar.learn.courses.models import Learner
from webinar.learn.identity.queries import members_of_person
from webinar.learn.notes import queries
from webinar.learn.notes.models import SlideNote
from webinar.learn.notes.searching import Searched, found_in, searched
from webinar.learn.study import contents
from webinar.learn.study.pages import CourseVisit
from webinar.learn.study.queries import Try, progress_of
from webinar.learn.study.slide_context import own_answer
from webinar.live.steps.models import OwnerState, Step, StepOwner
from webinar.live.steps.queries import wordings

# Sentences of courses by edition and language: some 100 kB each.
_searched: dict[tuple[str, str], list[Searched]] = {}
_SEARCHED = 32


class Entry(NamedTuple):
    """A learner's notes, mark and answers on one slide; `poll` is its question, last answered."""

    slide: Any
    number: int
    is_marked: bool
    notes: Sequence[SlideNote]
    last: Try | None
    poll: dict[str, Any] | None


def own_page(db: Session, visit: CourseVisit, learner: Learner) -> dict[str, Any]:
    """Return `entries` in the order of the course, `loose` notes of slides that are gone, `steps`.

    Slides on which the learner has left nothing are not among the entries.
    """
    deck = slides_in(visit.course.edition, learner.language)
    notes, marked = queries.notes_by_slide(db, learner), queries.marked_slides(db, learner)
    tries = progress_of(db, visit.course, learner).tries
    places = contents.places(visit.module)
    entries = []
    for slide_id, place in places.items():
        last = tries[slide_id][-1] if tries.get(slide_id) else None
        if last is None and slide_id not in notes and slide_id not in marked:
            continue
        poll = place.slide.poll
        entries.append(
            Entry(
                slide=deck[place.at],
                number=place.number,
                is_marked=slide_id in marked,
                notes=notes.get(slide_id, ()),
                last=last,
                poll=_answered(slide_id, poll, last) if poll and last else None,
            )
        )
    gone = [note for slide_id, rows in notes.items() if slide_id not in places for note in rows]
    return {"entries": entries, "loose": gone, "steps": _accepted_steps(db, learner)}


def found_slides(
    db: Session, visit: CourseVisit, learner: Learner, query: str
) -> list[dict[str, Any]]:
    """Return the studied slides that have the words of the query.

    Each has `slide`, `number`, and `title` and `sentence` in the pieces of `searching.Found`.
    """
    places = contents.places(visit.module)
    deck = slides_in(visit.course.edition, learner.language)
    answered = progress_of(db, visit.course, learner).tries.keys()
    key = (visit.course.edition.hash, learner.language)
    slides = cached_in(
        _searched,
        key,
        lambda: searched([place.slide for place in places.values()], learner.language),
        _SEARCHED,
    )
    return [
        {
            "slide": deck[places[hit.slide_id].at],
            "number": places[hit.slide_id].number,
            "title": hit.title,
            "sentence": hit.sentence,
        }
        for hit in found_in(slides, answered, query)
    ]


def _answered(slide_id: str, poll: PollItem, last: Try) -> dict[str, Any]:
    return {
        "poll": slide_id,
        "kind": poll.kind,
        "quiz": poll.is_quiz,
        "options": [option.id for option in poll.options],
        "points": poll.points,
        "anonymous": poll.is_anonymous,
        **own_answer(poll, last.answer),
    }


def _accepted_steps(db: Session, learner: Learner) -> list[dict[str, Any]]:
    """Return the next steps that the learner accepted in live sessions, the earliest due first."""
    query = select(Step).join(StepOwner, StepOwner.step_id == Step.id)
    if learner.person_id is not None:
        query = query.where(StepOwner.member_id.in_(members_of_person(learner.person_id)))
    elif learner.member_id is not None:
        query = query.where(StepOwner.member_id == learner.member_id)
    else:
        return []
    query = query.where(StepOwner.state == OwnerState.ACCEPTED).distinct()
    steps = sorted(db.scalars(query), key=lambda step: (step.due is None, step.due, step.id))
    worded = wordings(db, steps)
    found = []
    for step in steps:
        texts = {tag: row.text for tag, row in worded.get(step.id, {}).items()}
        tag, text = resolve(texts or {step.language: step.text}, learner.language)
        found.append({"text": text, "language": tag, "due": step.due})
    return found

"""The context of a slide's page, in the learner's language and with their answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy.orm import Session

from webinar.content.editions.content import slides_in
from webinar.content.lessons.model import PollItem, Slide
from webinar.kit.language_fallback import is_fallback, resolve
from webinar.learn.study import contents, poll_results, reading
from webinar.learn.study.pages import CourseVisit
from webinar.learn.study.queries import Progress, Try, progress_of
from webinar.learn.study.round_context import place_in_round
from webinar.learn.study.wire import Answer


class Html(NamedTuple):
    """Cleaned HTML, its language, and whether this is not the requested language."""

    html: str
    language: str
    is_fallback: bool


def slide_context(
    db: Session, visit: CourseVisit, slide_id: str, tries: Sequence[Try] | None = None
) -> dict[str, Any]:
    """Return the template's context, without the learner; the slide must be a studied one.

    With `tries`, show these instead of the learner's tries in the course.
    """
    places_by_id = contents.places(visit.module)
    place, language = places_by_id[slide_id], visit.language
    progress = progress_of(db, visit.course, visit.learner) if visit.learner else None
    if tries is None:
        tries = progress.tries.get(slide_id, ()) if progress else ()
    tag, title = resolve(place.part.title, language)
    return {
        "slide": slides_in(visit.course.edition, language)[place.at],
        "place": place,
        "count": len(places_by_id),
        "part_title": title,
        "part_language": tag,
        "study": _presenter_text(place.slide, language),
        "state": contents.state_of(place.slide, progress),
        "needed": reading.needed_seconds(place.slide, language),
        "seconds": _seconds(progress, slide_id),
        "edition": visit.course.edition.hash,
        "poll": _poll(db, visit, place.slide, tries),
        "why": _why(place.slide.poll, language),
        "kind": contents.kind_of(place.slide),
        "tries": tries,
        "written": tries[-1] if tries else None,
        **place_in_round(visit, slide_id),
    }


def _presenter_text(slide: Slide, language: str) -> Html | None:
    """Return the text that a presenter would have said, in a language that has it."""
    texts = {tag: text.study_html for tag, text in slide.text.items() if text.study_html}
    return _resolve_html(texts, language)


def _why(poll: PollItem | None, language: str) -> Html | None:
    texts = {tag: text.why_html for tag, text in poll.text.items() if text.why_html} if poll else {}
    return _resolve_html(texts, language)


def _resolve_html(texts: Mapping[str, str], language: str) -> Html | None:
    if not texts:
        return None
    tag, html = resolve(texts, language)
    return Html(html, tag, is_fallback(tag, language))


def _seconds(progress: Progress | None, slide_id: str) -> int:
    row = progress.by_slide.get(slide_id) if progress else None
    return row.seconds if row else 0


def _poll(
    db: Session, visit: CourseVisit, slide: Slide, tries: Sequence[Try]
) -> dict[str, Any] | None:
    """Return the question as the poll macros need it, with results after the learner's answer."""
    poll = slide.poll
    if poll is None:
        return None
    view: dict[str, Any] = {
        "poll": slide.id,
        "kind": poll.kind,
        "quiz": poll.is_quiz,
        "options": [option.id for option in poll.options],
        "points": poll.points,
        "anonymous": poll.is_anonymous,
        "abstain": poll.may_abstain,
    }
    if not tries:
        return view
    view |= own_answer(poll, tries[-1].answer)
    if poll.is_quiz:
        view["right"] = poll.right
        view["correct"] = [option.id for option in poll.options if option.is_correct]
    else:
        view["here"] = view | poll_results.learners_result(db, visit.course, slide)
        view["twice"] = (
            poll_results.second_answers(db, visit.course, slide.id) if poll.is_anonymous else 0
        )
        view["live"] = [
            {**session, "poll": view | session["poll"] | {"mine": []}}
            for session in poll_results.session_results(db, visit.course, slide, visit.language)
        ]
    return view


def own_answer(poll: PollItem, answer: Answer) -> dict[str, Any]:
    """Return the learner's answer as `mine` and `answer`, as in a participant's view of a poll."""
    choices = answer.points if poll.kind.shares_points else answer.options
    return {"mine": list(choices), "answer": msgspec.to_builtins(answer)}

"""The content of the organiser's page of one learner: slides, tries, and times by source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask import abort, request
from sqlalchemy.orm import Session

from webinar import features
from webinar.content.lessons.model import Module, Slide
from webinar.content.lessons.naming import slide_title
from webinar.kit.language_fallback import resolve
from webinar.kit.rounding import whole_minutes
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.kit.zones import local_time
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.page import own_address, own_course, zone_of
from webinar.learn.courses.queries import find_learner, guest_joins, module_of_course, title_in
from webinar.learn.exams.queries import results_of
from webinar.learn.exams.rules import TestResult
from webinar.learn.study.models import Source, StudyStretch
from webinar.learn.study.queries import Progress, Try, progress_of, stretches_of
from webinar.learn.study.studied_slides import studied_slides
from webinar.live.assessment.plan import tests_of
from webinar.people.accounts.access import this_user
from webinar.results.completion import words
from webinar.results.completion.matching import likeliest_first, people_for
from webinar.results.completion.queries import done_in, terms_of
from webinar.results.completion.rules import judge
from webinar.results.protocol import phrases
from webinar.room.cohorts.models import Person


def learner_page(course_id: int, number: int) -> dict[str, Any]:
    """Return the context of the page; `number` is the learner's in the course."""
    zone = zone_of(this_user())
    with services().db.read() as db:
        course = own_course(db, course_id)
        learner = learner_or_404(db, course, number)
        person = db.get(Person, learner.person_id) if learner.person_id else None
        terms, done = terms_of(db, course), done_in(db, course, learner)
        progress = progress_of(db, course, learner)
        stretches = stretches_of(db, [learner.id])
        results = results_of(db, course, learner)
        feature_context = features.gather(lambda feature: feature.learner_page, db, course, learner)
        module = module_of_course(course)
        title = title_in(course, page_language())
        joined = guest_joins(db, learner)
        roster = people_for(db, course, learner)
    sources = _sources(stretches)
    return {
        "course": course,
        "title": title,
        "learner": learner,
        "name": person.name if person else learner.name,
        "person": person,
        "done": done,
        "share": phrases.share(done.percent),
        "mark": "" if done.mark is None else phrases.share(done.mark),
        "criteria": words.criteria(terms),
        "missing": [] if learner.completed_at else words.missing(judge(terms, done)),
        "completed": _moment(learner.completed_at, zone),
        "began": _moment(learner.joined_at, zone),
        "seen": _moment(learner.seen_at, zone),
        "sources": [
            (word, whole_minutes(sources[source]))
            for source, word in words.source_words().items()
            if source in sources
        ],
        "tests": _tests(module, results, zone),
        "slides": _slides(module, progress, stretches, zone),
        # A person on a roster has a personal link.
        "link": own_address(learner) if person is None else "",
        "is_guest": learner.is_course_guest,
        "joined": [(guest, row, _moment(row.joined_at, zone)) for guest, row in joined],
        "roster": likeliest_first(roster, learner.name),
        "typed": request.form,
        **feature_context,
    }


def learner_or_404(db: Session, course: Course, number: int) -> Learner:
    learner = find_learner(db, course, number)
    if learner is None:
        abort(404)
    return learner


def _sources(stretches: Sequence[StudyStretch]) -> Mapping[Source, int]:
    """Return the seconds of study by their source."""
    seconds_by_source: Counter[Source] = Counter()
    for stretch in stretches:
        seconds_by_source[stretch.source] += stretch.seconds
    return seconds_by_source


def _tests(module: Module, results: Mapping[str, TestResult], zone: str) -> list[dict[str, Any]]:
    """Return the tests with the outcome of each attempt, but without the options chosen."""
    return [
        {
            "title": resolve(test.part.title, page_language())[1],
            "result": results[test.id],
            "attempts": [
                {
                    "right": attempt.right,
                    "of": attempt.scored,
                    "share": phrases.share(attempt.percent),
                    "at": _moment(attempt.at, zone),
                    "is_live": attempt.is_live,
                }
                for attempt in results[test.id].taken
            ],
        }
        for test in tests_of(module)
        if test.id in results
    ]


def _slides(
    module: Module, progress: Progress, stretches: Sequence[StudyStretch], zone: str
) -> list[dict[str, Any]]:
    """Return the slides that count, then slides with progress that are no longer in the module.

    The source of a slide's time is given only if the learner's times have several sources.
    """
    is_mixed = len({stretch.source for stretch in stretches}) > 1
    sources: dict[str, set[Source]] = defaultdict(set)
    for stretch in stretches:
        sources[stretch.slide].add(stretch.source)
    words_by_source = words.source_words()
    current_slides = {slide.id: slide for slide in studied_slides(module)}
    former_ids = [slide_id for slide_id in progress.by_slide if slide_id not in current_slides]
    rows = []
    for slide_id in [*current_slides, *former_ids]:
        row, slide = progress.by_slide.get(slide_id), current_slides.get(slide_id)
        rows.append(
            {
                "title": slide_title(slide, page_language()) if slide else slide_id,
                "is_gone": slide is None,
                "seconds": row.seconds if row else 0,
                "done": _moment(row.done_at if row else None, zone),
                "sources": [
                    words_by_source[source]
                    for source in Source
                    if is_mixed and source in sources[slide_id]
                ],
                "tries": [
                    _try(slide, attempt, zone) for attempt in progress.tries.get(slide_id, ())
                ],
            }
        )
    return rows


def _try(slide: Slide | None, attempt: Try, zone: str) -> dict[str, Any]:
    return {
        "is_right": attempt.is_right,
        "at": _moment(attempt.at, zone),
        "text": "" if attempt.answer.abstain else _answer(slide, attempt),
        "is_abstention": attempt.answer.abstain,
    }


def _answer(slide: Slide | None, attempt: Try) -> str:
    """Return the answer in words: labels of options that still exist, and keys of the others."""
    answer = attempt.answer
    labels: Mapping[str, str] = {}
    if slide is not None and slide.poll is not None:
        labels = resolve(slide.poll.text, page_language())[1].labels
    if answer.options:
        chosen = "; ".join(labels.get(key, key) for key in answer.options)
        return f"{chosen} – {answer.text}" if answer.text else chosen
    if answer.points:
        return "; ".join(f"{labels.get(key, key)}: {n}" for key, n in answer.points.items())
    if answer.number is not None:
        return phrases.number(answer.number)
    return "; ".join(answer.words) or answer.text


def _moment(at: datetime | None, zone: str) -> str:
    return "" if at is None else phrases.moment(local_time(at, zone))

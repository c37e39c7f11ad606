"""A learner's view of a test: its state, its questions, and finally the right answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from webinar.content.editions.content import module_of
from webinar.content.editions.models import Edition
from webinar.content.lessons.model import Module
from webinar.kit import clock
from webinar.kit.language_fallback import is_fallback, resolve
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import is_open, module_of_course
from webinar.learn.exams import queries
from webinar.learn.exams.drawing import shuffled_options, versions_of
from webinar.learn.exams.live_papers import members_of, papers
from webinar.learn.exams.models import ExamAttempt
from webinar.learn.exams.rules import TestResult, shows_answers
from webinar.live.assessment.plan import Item, Role, TestPlan, find_pair

# From this many minutes on, the page also gives the time to wait in hours.
_IN_HOURS = 120


def standing(
    course: Course, results: Mapping[str, TestResult], part: str, language: str
) -> dict[str, Any]:
    """Return the state of one test for a learner, and the learner's next possible steps.

    `state` is `new`, `under_way`, `waiting` (for the cool-down), `again` (the learner may begin
    another attempt), `done`, `missed` (a pre-test whose post-test has begun) or `closed` (the
    course is closed). `wait_minutes` is the time to wait, rounded up; a long wait also has
    `wait_hours`.
    """
    result, now = results[part], clock.now()
    pair_and_test = find_pair(module_of_course(course), part)
    title_language, title = "", part
    if pair_and_test is not None:
        title_language, title = resolve(pair_and_test[1].part.title, language)
    partner = results.get(queries.partner_of(course, part) or "")
    wait = result.next_at - now if result.next_at is not None and now < result.next_at else None
    minutes = 0 if wait is None else -int(-wait.total_seconds() // 60)
    return {
        "part": part,
        "title": title,
        "title_language": title_language,
        "role": result.role.value,
        "result": result,
        "items": len(pair_and_test[1].items) if pair_and_test else 0,
        "state": _state(course, result, partner, is_waiting=wait is not None),
        "wait_minutes": minutes,
        "wait_hours": -(-minutes // 60) if minutes >= _IN_HOURS else 0,
        "shows_answers": shows_answers(result, partner),
        "is_before_post": partner is not None and not (partner.taken or partner.is_open),
        "pre": _pre_of(course, results, part),
    }


def attempt_page(
    db: Session, attempt: ExamAttempt, language: str, typed: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """Return the questions of an attempt in order, with the chosen options but not the right ones.

    `typed` holds values that the form sent but that were not kept, by the id of the question.
    """
    module, test, versions = _asked_questions(db, attempt)
    title_language, title = resolve(test.part.title, language) if test else ("", attempt.part)
    answers = queries.answers_of(db, attempt)
    questions = []
    for slide_id in attempt.asked:
        if slide_id in versions:
            saved = answers[slide_id].options if slide_id in answers else []
            question = _question(module, versions[slide_id], language)
            options = shuffled_options(versions[slide_id].poll, attempt.seed, slide_id)
            labels = question["labels"]
            questions.append(
                question
                | {
                    "options": [(option.id, labels[option.id]) for option in options],
                    # In the order of the page, because its script reads them so.
                    "kept": [option.id for option in options if option.id in saved],
                    "chosen": typed.get(slide_id, saved),
                }
            )
    unanswered_numbers = [
        number for number, question in enumerate(questions, 1) if not question["kept"]
    ]
    return {
        "attempt": attempt,
        "title": title,
        "title_language": title_language,
        "questions": questions,
        "left": unanswered_numbers,
    }


def review(
    db: Session, course: Course, learner: Learner, part: str, language: str
) -> list[dict[str, Any]]:
    """Return the latest answers with the right ones. Call it only if `shows_answers` allows it."""
    attempts = [
        attempt for attempt in queries.attempts_of(db, learner, part) if attempt.handed_in_at
    ]
    if attempts:
        attempt = attempts[-1]
        module, _test, versions = _asked_questions(db, attempt)
        answers = queries.answers_of(db, attempt)
        chosen = {key: row.options for key, row in answers.items()}
        items = [versions[key] for key in attempt.asked if key in versions]
        return [
            _marked_question(module, item, chosen.get(item.key, ()), language) for item in items
        ]
    members = members_of(db, course, [learner]).keys()
    live_papers = [paper for paper in papers(db, course, members) if paper.test.id == part]
    if not live_papers:
        return []
    paper = max(live_papers, key=lambda paper: paper.at)
    live_choices = {key: answer.options for key, answer in paper.answers.items()}
    module = module_of_course(course)
    return [
        _marked_question(module, item, live_choices.get(item.key, ()), language)
        for item in paper.test.items
    ]


def unanswered(db: Session, attempt: ExamAttempt) -> int:
    """Return how many questions of the attempt have no answer so far."""
    return len(set(attempt.asked) - queries.answers_of(db, attempt).keys())


def _state(course: Course, result: TestResult, post: TestResult | None, *, is_waiting: bool) -> str:
    if result.is_over:
        return "done"
    if post is not None and (post.taken or post.is_open):
        return "done" if result.taken else "missed"
    if not is_open(course, clock.now()):
        return "closed"
    if result.is_open:
        return "under_way"
    if is_waiting:
        return "waiting"
    return "again" if result.taken else "new"


def _pre_of(course: Course, results: Mapping[str, TestResult], part: str) -> TestResult | None:
    """Return the learner's result in the pre-test of this post-test; None for other tests."""
    pair_and_test = find_pair(module_of_course(course), part)
    if pair_and_test is None or pair_and_test[1].role is Role.PRE:
        return None
    return results.get(pair_and_test[0].pre.id)


def _asked_questions(
    db: Session, attempt: ExamAttempt
) -> tuple[Module, TestPlan | None, dict[str, Item]]:
    """Return the module, test and questions of the edition in which the attempt was begun."""
    module = module_of(db.get_one(Edition, attempt.edition_id))
    pair_and_test = find_pair(module, attempt.part)
    if pair_and_test is None:
        return module, None, {}
    return module, pair_and_test[1], versions_of(module, pair_and_test[1])


def _question(module: Module, item: Item, language: str) -> dict[str, Any]:
    tag, words = resolve(item.poll.text, language)
    slides = (*module.slides, *module.bank)
    slide = next((slide for slide in slides if slide.id == item.key), None)
    html = resolve(slide.text, language)[1].html if slide is not None else ""
    return {
        "key": item.key,
        "question": words.question,
        "html": html,
        "language": tag,
        "is_fallback": is_fallback(tag, language),
        "kind": item.poll.kind,
        "labels": words.labels,
    }


def _marked_question(
    module: Module, item: Item, options: Sequence[str], language: str
) -> dict[str, Any]:
    _, words = resolve(item.poll.text, language)
    return _question(module, item, language) | {
        "chosen": [words.labels[key] for key in options if key in words.labels],
        "counts": bool(item.right),
        "is_right": bool(options) and bool(item.right) and item.is_right(options),
        "right": [words.labels[option.id] for option in item.poll.options if option.is_correct],
        "why": words.why_html,
    }

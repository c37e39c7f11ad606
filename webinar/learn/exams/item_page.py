"""The statistics of a course's tests, worded for its organiser. They contain no people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from babel.numbers import format_decimal
from flask_babel import get_locale
from sqlalchemy.orm import Session

from webinar.content.lessons.pairs import is_cell
from webinar.kit.language_fallback import resolve
from webinar.learn.courses.models import Course
from webinar.learn.courses.queries import module_of_course
from webinar.learn.exams.drawing import versions_of
from webinar.learn.exams.itemstats import Figures, ItemFigures, VersionFigures
from webinar.learn.exams.sheets import PairFigures, pair_figures
from webinar.live.assessment.plan import Item, TestPlan

# A discrimination below this does not separate stronger from weaker learners, or misleads the
# stronger ones.
WEAK = 0.2
# From EASY per cent of right answers on, a question is very easy; up to HARD per cent, very hard.
EASY, HARD = 95, 20


def pairs(db: Session, course: Course, language: str) -> list[dict[str, Any]]:
    """Return each pair of tests: the gain, then all items of both tests."""
    return [_pair(course, figures, language) for figures in pair_figures(db, course)]


def _pair(course: Course, figures: PairFigures, language: str) -> dict[str, Any]:
    gains = figures.gains
    whole = gains.whole if gains else None
    return {
        "people": gains.people if gains else 0,
        "before": whole.before if whole else None,
        "after": whole.after if whole else None,
        "gain": _decimal(whole.gain) if whole else "",
        "tests": [_test(course, test, figures, language) for test in figures.pair.tests],
    }


def _test(course: Course, test: TestPlan, figures: PairFigures, language: str) -> dict[str, Any]:
    items = versions_of(module_of_course(course), test)
    return {
        "part": test.id,
        "title": resolve(test.part.title, language),
        "people": figures.people[test.id],
        "items": [
            _item(item_figures, items, original, language)
            for item_figures in figures.items[test.id]
            for original in [next(item for item in test.items if item.name == item_figures.item)]
        ],
    }


def _item(
    figures: ItemFigures, items: Mapping[str, Item], original: Item, language: str
) -> dict[str, Any]:
    tag, words = resolve(original.poll.text, language)
    return {
        "question": words.question,
        "language": tag,
        "people": figures.people,
        "whole": _numbers(figures.whole),
        "versions": [
            _version(version, items.get(version.slide_id), original, language)
            for version in figures.versions
        ],
        "languages": [
            {"language": reader_language, "numbers": _numbers(numbers)}
            for reader_language, numbers in figures.languages.items()
        ],
    }


def _version(
    figures: VersionFigures, item: Item | None, original: Item, language: str
) -> dict[str, Any]:
    """Return a version's figures, with its words unless only an older edition asks this version."""
    context: dict[str, Any] = {
        "asked": figures.slide_id.split("--", 1)[-1],
        "is_original": figures.slide_id == original.key,
        "numbers": _numbers(figures.figures),
        "left_out": figures.left_out,
        "options": [],
    }
    if item is None or figures.chosen is None:
        return context
    tag, words = resolve(item.poll.text, language)
    options = [
        {
            "label": words.labels[option.id],
            "is_right": option.is_correct,
            "count": figures.chosen.get(option.id, 0),
        }
        for option in item.poll.options
        # List cells of a pairing question only if they are right or were chosen.
        if not is_cell(option.id) or option.is_correct or figures.chosen.get(option.id)
    ]
    return context | {"question": words.question, "language": tag, "options": options}


def _numbers(figures: Figures | None) -> dict[str, Any] | None:
    if figures is None:
        return None
    discrimination = figures.discrimination
    return {
        "people": figures.people,
        "percent": figures.percent,
        "discrimination": _decimal(discrimination),
        "is_weak": discrimination is not None and discrimination < WEAK,
        "is_easy": figures.percent >= EASY,
        "is_hard": figures.percent <= HARD,
    }


def _decimal(value: float | None) -> str:
    return "" if value is None else format_decimal(value, "0.00", get_locale())

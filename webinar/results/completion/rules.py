"""Judging by a rule whether a learner's work completes a course, and what is missing. Pure.

Certificates of live sessions report missing requirements in the same way (`certificates.earning`).
"""

from __future__ import annotations

from dataclasses import dataclass

from webinar.kit.rounding import needed, reached, whole_minutes
from webinar.results.completion.lacking import Missing, What
from webinar.results.completion.models import Counts


@dataclass(frozen=True)
class Terms:
    """The requirements of a `CompletionRule`: percent of slides, quizzes and post-test; minutes."""

    slides: int | None = None
    quizzes: int | None = None
    mark: int | None = None
    must_pass: bool = False
    minutes: int | None = None
    counts: Counts = Counts.BOTH

    @property
    def asks(self) -> bool:
        """Whether anything is required; if not, nobody can complete the course."""
        return any((self.slides, self.quizzes, self.mark, self.must_pass, self.minutes))

    @property
    def asks_tests(self) -> bool:
        return bool(self.mark) or self.must_pass

    @property
    def asks_live(self) -> bool:
        return bool(self.minutes) and self.counts is not Counts.STUDY


@dataclass(frozen=True)
class Done:
    """A learner's work in a course.

    The learner has done `slides` of `of_slides`, and got `quizzes` of `of_quizzes` and, in the
    post-tests, `right` of `items` right. `was_tested`: they handed in all post-tests; `is_passed`:
    each with its pass mark. `live_minutes` are the credited minutes in the registers of sessions.
    """

    slides: int = 0
    of_slides: int = 0
    quizzes: int = 0
    of_quizzes: int = 0
    right: int = 0
    items: int = 0
    was_tested: bool = False
    is_passed: bool = False
    study_seconds: int = 0
    live_minutes: int = 0

    @property
    def percent(self) -> int:
        """The percentage of slides done, rounded down, so that 100 means that nothing is left."""
        return reached(self.slides, self.of_slides) or 0

    @property
    def mark(self) -> int | None:
        """The percentage of the post-tests, rounded down; None before all are handed in."""
        return reached(self.right, self.items) if self.was_tested else None

    @property
    def study_minutes(self) -> int:
        return whole_minutes(self.study_seconds)


def judge(terms: Terms, done: Done) -> list[Missing]:
    """Return the missing requirements; the list is also empty if the rule requires nothing.

    A requirement that a module gives no chance to meet is skipped, such as quizzes if it has none.
    """
    missing = []
    slides = needed(terms.slides, done.of_slides)
    if done.slides < slides:
        missing.append(Missing(What.SLIDES, done.slides, slides))
    quizzes = needed(terms.quizzes, done.of_quizzes)
    if done.quizzes < quizzes:
        missing.append(Missing(What.QUIZZES, done.quizzes, quizzes))
    missing += _tests(terms, done)
    minutes = terms.minutes or 0
    what, did = _minutes(terms.counts, done)
    if did < minutes:
        missing.append(Missing(what, did, minutes))
    return missing


def is_complete(terms: Terms, done: Done) -> bool:
    return terms.asks and not judge(terms, done)


def _tests(terms: Terms, done: Done) -> list[Missing]:
    if not terms.asks_tests or not done.items:
        return []
    if not done.was_tested:
        return [Missing(What.TEST_OPEN, 0, terms.mark or 0)]
    if done.right < needed(terms.mark, done.items):
        return [Missing(What.TEST, done.mark or 0, terms.mark or 0)]
    if terms.must_pass and not done.is_passed:
        return [Missing(What.NOT_PASSED, done.mark or 0, 0)]
    return []


def _minutes(counts: Counts, done: Done) -> tuple[What, int]:
    if counts is Counts.LIVE:
        return What.LIVE_MINUTES, done.live_minutes
    if counts is Counts.STUDY:
        return What.STUDY_MINUTES, done.study_minutes
    return What.MINUTES, done.live_minutes + done.study_minutes

"""Judging by a rule whether a learner's work completes a course, and what is missing. Pure.

Certificates of live sessions report missing requirements in the same way (`certificates.earning`).
"""

from __future__ import annotations

from dataclasses import dataclass

from webinar.kit.rounding import part_needed, percent_reached, whole_minutes
from webinar.results.completion.models import Counts
from webinar.results.completion.requirements import Missing, Requirement


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
    def has_requirements(self) -> bool:
        """Whether anything is required; if not, nobody can complete the course."""
        return any((self.slides, self.quizzes, self.mark, self.must_pass, self.minutes))

    @property
    def asks_tests(self) -> bool:
        return bool(self.mark) or self.must_pass

    @property
    def asks_live(self) -> bool:
        return bool(self.minutes) and self.counts is not Counts.STUDY


@dataclass(frozen=True)
class WorkDone:
    """A learner's work in a course.

    The learner has done `slides` of `of_slides` slides, answered `quizzes` of `of_quizzes` quizzes
    correctly, and in the post-tests `right` of `items` questions. `was_tested`: the learner handed
    in all post-tests; `is_passed`: the learner reached the pass mark of each. `live_minutes` are
    the credited minutes in the registers of sessions.
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
        return percent_reached(self.slides, self.of_slides) or 0

    @property
    def mark(self) -> int | None:
        """The percentage of the post-tests, rounded down; None before all are handed in."""
        return percent_reached(self.right, self.items) if self.was_tested else None

    @property
    def study_minutes(self) -> int:
        return whole_minutes(self.study_seconds)


def judge(terms: Terms, done: WorkDone) -> list[Missing]:
    """Return the missing requirements; the list is also empty if the rule requires nothing.

    A requirement that a module gives no chance to meet is skipped, such as quizzes if it has none.
    """
    missing = []
    slides = part_needed(terms.slides, done.of_slides)
    if done.slides < slides:
        missing.append(Missing(Requirement.SLIDES, done.slides, slides))
    quizzes = part_needed(terms.quizzes, done.of_quizzes)
    if done.quizzes < quizzes:
        missing.append(Missing(Requirement.QUIZZES, done.quizzes, quizzes))
    missing += _tests(terms, done)
    minutes = terms.minutes or 0
    counted_minutes, minutes_done = _minutes(terms.counts, done)
    if minutes_done < minutes:
        missing.append(Missing(counted_minutes, minutes_done, minutes))
    return missing


def is_complete(terms: Terms, done: WorkDone) -> bool:
    return terms.has_requirements and not judge(terms, done)


def _tests(terms: Terms, done: WorkDone) -> list[Missing]:
    if not terms.asks_tests or not done.items:
        return []
    if not done.was_tested:
        return [Missing(Requirement.TEST_OPEN, 0, terms.mark or 0)]
    if done.right < part_needed(terms.mark, done.items):
        return [Missing(Requirement.TEST, done.mark or 0, terms.mark or 0)]
    if terms.must_pass and not done.is_passed:
        return [Missing(Requirement.NOT_PASSED, done.mark or 0, 0)]
    return []


def _minutes(counts: Counts, done: WorkDone) -> tuple[Requirement, int]:
    if counts is Counts.LIVE:
        return Requirement.LIVE_MINUTES, done.live_minutes
    if counts is Counts.STUDY:
        return Requirement.STUDY_MINUTES, done.study_minutes
    return Requirement.MINUTES, done.live_minutes + done.study_minutes

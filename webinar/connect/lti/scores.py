"""A learner's score for a platform's grade book: the one place that computes it. Writes nothing.

If the course has a post-test, the score is its best result in percent, and 0 before it: a score
that began as progress could sink with the test. Otherwise the score is the share of the course
done.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from webinar.learn.courses.models import Course, Learner
from webinar.learn.exams.queries import results_of_all
from webinar.learn.study.queries import Progress, progress_of_all
from webinar.live.assessment.plan import Role

MAXIMUM = 100


class Score(NamedTuple):
    """A score: `given` out of `MAXIMUM`."""

    given: int
    is_finished: bool


def scores_of(db: Session, course: Course, learners: Iterable[Learner]) -> dict[int, Score]:
    """Return the scores of these learners, by learner id."""
    listed = list(learners)
    progress, test_scores = progress_of_all(db, course, listed), _test_scores(db, course, listed)
    return {
        learner.id: _score(progress[learner.id], test_scores.get(learner.id)) for learner in listed
    }


def _score(progress: Progress, test_score: _TestScore | None) -> Score:
    percent = progress.percent if test_score is None else test_score.percent
    is_finished = percent == 100 if test_score is None else test_score.is_taken
    return Score(max(0, min(MAXIMUM, percent)), is_finished)


class _TestScore(NamedTuple):
    percent: int
    is_taken: bool


def _test_scores(db: Session, course: Course, learners: Sequence[Learner]) -> dict[int, _TestScore]:
    """Return each learner's best post-test result by learner id; empty without a post-test."""
    test_scores: dict[int, _TestScore] = {}
    for learner_id, by_part in results_of_all(db, course, learners).items():
        post_percents = [result.percent for result in by_part.values() if result.role is Role.POST]
        percents = [percent for percent in post_percents if percent is not None]
        if post_percents:
            test_scores[learner_id] = _TestScore(max(percents, default=0), bool(percents))
    return test_scores

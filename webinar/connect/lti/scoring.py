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
    """The scores of these learners, by learner id."""
    all_of_them = list(learners)
    progress, tested = progress_of_all(db, course, all_of_them), _tested(db, course, all_of_them)
    return {one.id: _score(progress[one.id], tested.get(one.id)) for one in all_of_them}


def _score(progress: Progress, tested: _Tested | None) -> Score:
    percent = progress.percent if tested is None else tested.percent
    is_finished = percent == 100 if tested is None else tested.is_taken
    return Score(max(0, min(MAXIMUM, percent)), is_finished)


class _Tested(NamedTuple):
    percent: int
    is_taken: bool


def _tested(db: Session, course: Course, learners: Sequence[Learner]) -> dict[int, _Tested]:
    """Each learner's best post-test; empty if the course has none."""
    found: dict[int, _Tested] = {}
    for learner_id, by_part in results_of_all(db, course, learners).items():
        post = [one.percent for one in by_part.values() if one.role is Role.POST]
        taken = [percent for percent in post if percent is not None]
        if post:
            found[learner_id] = _Tested(max(taken, default=0), bool(taken))
    return found

"""Everybody's work in a course: slides, quizzes, tests, and minutes of study and of live sessions.

Only a few statements are needed for any number of learners. Reads only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import and_, case, distinct, func, select
from sqlalchemy.orm import Session

from webinar.content.lessons.model import Module
from webinar.kit import concurrency
from webinar.kit.parts import in_parts
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import module_of_course
from webinar.learn.exams.queries import results_of_all
from webinar.learn.exams.rules import TestResult
from webinar.learn.identity.keys import Identity
from webinar.learn.study.models import SlideProgress, StudyAnswer
from webinar.learn.study.queries import marked_quizzes
from webinar.learn.study.studied_slides import studied_slides
from webinar.live.assessment.plan import Role, pairs_of
from webinar.results.completion.live import live_minutes
from webinar.results.completion.rules import WorkDone

# The number of learners counted in one statement: the database needs no noticeable time for it.
_LEARNERS_PER_STATEMENT = 250


class CourseWork(NamedTuple):
    """All the work in a course: the ids of slides and quizzes, and the number of post-test items.

    Only items that have a right answer are counted.
    """

    slides: tuple[str, ...]
    quizzes: tuple[str, ...]
    items: int


def course_work(module: Module) -> CourseWork:
    slides = studied_slides(module)
    posts = [pair.post for pair in pairs_of(module) if pair.post is not None]
    return CourseWork(
        tuple(slide.id for slide in slides),
        tuple(marked_quizzes(slides)),
        sum(bool(item.right) for post in posts for item in post.items),
    )


def work_done(
    db: Session,
    course: Course,
    learners: Sequence[Learner],
    *,
    with_tests: bool = True,
    with_live: bool = True,
    in_turns: bool = True,
) -> dict[int, WorkDone]:
    """Return the work of each learner, by learner id.

    Without `with_tests` or `with_live` those figures are not read, and stay 0. Pass
    `in_turns=False` inside a write.
    """
    all_work = course_work(module_of_course(course))
    progress, quizzes = {}, {}
    for batch in in_parts(learners, _LEARNERS_PER_STATEMENT):
        ids = [learner.id for learner in batch]
        progress.update(_progress(db, ids, all_work.slides))
        quizzes.update(_quizzes(db, ids, all_work.quizzes))
        if in_turns:
            concurrency.sleep(0)
    test_results = results_of_all(db, course, learners) if with_tests and all_work.items else {}
    identities = {learner.id: Identity.of_learner(learner) for learner in learners}
    people = identities.values() if with_live else ()
    live = live_minutes(db, course, people, in_turns=in_turns)
    done_by_learner = {}
    for learner in learners:
        slides, seconds = progress.get(learner.id, (0, 0))
        done_by_learner[learner.id] = WorkDone(
            slides=slides,
            of_slides=len(all_work.slides),
            quizzes=quizzes.get(learner.id, 0),
            of_quizzes=len(all_work.quizzes),
            study_seconds=seconds,
            live_minutes=live.get(identities[learner.id], 0),
            **_test_figures(test_results.get(learner.id, {}), all_work.items),
        )
    return done_by_learner


def _test_figures(results: Mapping[str, TestResult], items: int) -> dict[str, Any]:
    """Return the results of the post-tests; the best attempt at each counts."""
    posts = [result for result in results.values() if result.role is Role.POST]
    was_tested = bool(posts) and all(post.taken for post in posts)
    return {
        "right": sum(post.right for post in posts),
        # A test counts the items that it had when the learner took it.
        "items": sum(post.scored for post in posts) if was_tested else items,
        "was_tested": was_tested,
        "is_passed": was_tested and all(post.passed for post in posts),
    }


def _progress(db: Session, ids: Sequence[int], slides: Sequence[str]) -> dict[int, tuple[int, int]]:
    """Return, by learner id, the number of slides done, and the seconds spent on all slides.

    The seconds include slides of earlier editions.
    """
    is_done = and_(SlideProgress.done_at.is_not(None), SlideProgress.slide.in_(slides))
    rows = db.execute(
        select(
            SlideProgress.learner_id,
            func.sum(case((is_done, 1), else_=0)),
            func.sum(SlideProgress.seconds),
        )
        .where(SlideProgress.learner_id.in_(ids))
        .group_by(SlideProgress.learner_id)
    )
    return {learner_id: (int(done), int(seconds)) for learner_id, done, seconds in rows}


def _quizzes(db: Session, ids: Sequence[int], quizzes: Sequence[str]) -> dict[int, int]:
    if not quizzes:
        return {}
    rows = db.execute(
        select(StudyAnswer.learner_id, func.count(distinct(StudyAnswer.item)))
        .where(
            StudyAnswer.learner_id.in_(ids),
            StudyAnswer.is_right.is_(True),
            StudyAnswer.item.in_(quizzes),
        )
        .group_by(StudyAnswer.learner_id)
    )
    return {learner_id: count for learner_id, count in rows}

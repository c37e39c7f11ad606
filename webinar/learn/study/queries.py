"""Learners' progress. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.content.editions.content import module_of
from webinar.content.lessons.model import Slide
from webinar.kit.parts import in_parts
from webinar.kit.rounding import percent_reached
from webinar.learn.courses.models import Course, Learner
from webinar.learn.study.models import SlideProgress, StudyAnswer, StudyStretch
from webinar.learn.study.studied_slides import studied_slides
from webinar.learn.study.wire import Answer

# How many values one statement has: well below what SQLite accepts.
_AT_ONCE = 5000


@dataclass(frozen=True)
class Try:
    """One try at an item; `is_right` is None if no answer is right or wrong."""

    answer: Answer
    is_right: bool | None
    at: datetime


@dataclass(frozen=True)
class Progress:
    """One learner's progress. `counted`, `done`, `quizzes` and `right` are ids of slides.

    `counted` are the slides of the course without breaks, and without those of its tests, which
    are taken separately. `right` are the quizzes with a right answer. `seconds` is the time at all
    slides, including those of earlier editions. `tries` are by slide id, in order of time.
    """

    counted: tuple[str, ...]
    done: frozenset[str]
    quizzes: tuple[str, ...]
    right: frozenset[str]
    seconds: int
    by_slide: Mapping[str, SlideProgress] = field(default_factory=dict)
    tries: Mapping[str, Sequence[Try]] = field(default_factory=dict)
    last_slide: str = ""

    @property
    def percent(self) -> int:
        """The percentage of slides done, rounded down: 100 only when nothing is left."""
        return percent_reached(len(self.done), len(self.counted)) or 0


def marked_quizzes(slides: Iterable[Slide]) -> list[str]:
    """Return the ids of quizzes that can be marked: anonymous ones do not record who was right."""
    polls = ((slide.id, slide.poll) for slide in slides)
    return [key for key, poll in polls if poll and poll.is_quiz and not poll.is_anonymous]


def progress_of(db: Session, course: Course, learner: Learner) -> Progress:
    return progress_of_all(db, course, [learner])[learner.id]


def progress_of_all(
    db: Session, course: Course, learners: Iterable[Learner]
) -> dict[int, Progress]:
    """Return the learners' progress by id, in two statements for every `_AT_ONCE` learners."""
    ids = [learner.id for learner in learners]
    slides = studied_slides(module_of(course.edition))
    rows: dict[int, dict[str, SlideProgress]] = defaultdict(dict)
    tries: dict[int, dict[str, list[Try]]] = defaultdict(lambda: defaultdict(list))
    for batch in in_parts(ids, _AT_ONCE):
        for row in db.scalars(select(SlideProgress).where(SlideProgress.learner_id.in_(batch))):
            rows[row.learner_id][row.slide] = row
        answers = select(StudyAnswer).where(StudyAnswer.learner_id.in_(batch))
        for answer_row in db.scalars(answers.order_by(StudyAnswer.answered_at, StudyAnswer.id)):
            answer = msgspec.convert(answer_row.answer, Answer)
            tries[answer_row.learner_id][answer_row.item].append(
                Try(answer, answer_row.is_right, answer_row.answered_at)
            )
    return {
        learner_id: _progress(slides, rows[learner_id], tries[learner_id]) for learner_id in ids
    }


def stretches_of(db: Session, learner_ids: Sequence[int]) -> list[StudyStretch]:
    """Return all stretches of these learners in chronological order."""
    query = select(StudyStretch).where(StudyStretch.learner_id.in_(learner_ids))
    return list(db.scalars(query.order_by(StudyStretch.began_at, StudyStretch.id)))


def _progress(
    slides: Sequence[Slide],
    rows: Mapping[str, SlideProgress],
    tries: Mapping[str, Sequence[Try]],
) -> Progress:
    quizzes = marked_quizzes(slides)
    last = max(rows.values(), key=lambda row: row.last_at, default=None)
    return Progress(
        counted=tuple(slide.id for slide in slides),
        done=frozenset(
            slide.id for slide in slides if slide.id in rows and rows[slide.id].done_at is not None
        ),
        quizzes=tuple(quizzes),
        right=frozenset(
            item for item in quizzes if any(attempt.is_right for attempt in tries.get(item, ()))
        ),
        seconds=sum(row.seconds for row in rows.values()),
        by_slide=rows,
        tries=tries,
        last_slide=last.slide if last is not None else "",
    )

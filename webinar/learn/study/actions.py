"""Stores a learner's deeds, each exactly once by its key, whenever and however they arrive.

No Flask, no commit.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webinar import features
from webinar.content.lessons.model import Slide
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.intervals import Stretch
from webinar.kit.languages import our_tag
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import is_open
from webinar.learn.study import answering, reading, tallies
from webinar.learn.study.device_clock import DeviceClock, begins
from webinar.learn.study.models import SlideProgress, Source, StudyAnswer, StudyStretch
from webinar.learn.study.overlap import CoveredTime
from webinar.learn.study.reported_slides import reported_module, reported_slides
from webinar.learn.study.wire import Answer, Answered, Deed, Deeds, Done, Read, Repeated
from webinar.live.polls.right_answers import is_answer_right

# Ten hours of study make about two thousand stretches, so only a program can reach these limits:
# stretches of a learner, and tries of a learner at one question.
MOST_STRETCHES, MOST_TRIES = 20_000, 200


def record(
    db: Session, course: Course, learner: Learner, report: Deeds, source: Source
) -> list[Done]:
    """Store the deeds that a device reports, each once; refuse those that can never be stored.

    The device's clock is corrected by how much it is off now, and nothing begins before the
    course was open or ends after now. Refused: `course_closed` for the whole report, unless it
    contains deeds that began while the course was open.
    """
    # Lock out other writers for this learner, because the rows read here are relied on below.
    db.execute(select(Learner.id).where(Learner.id == learner.id).with_for_update())
    keeper = _Keeper(db, course, learner, report, source)
    if not is_open(course, clock.now()) and not keeper.has_earlier():
        raise Refused("course_closed")
    results = [keeper.keep(deed) for deed in report.deeds]
    learner.seen_at = clock.now()
    db.flush()
    features.call(lambda feature: feature.after_deed, db, course, learner)
    return results


class _Keeper:
    """Stores the deeds of one report, with what the learner's rows said before it."""

    def __init__(
        self, db: Session, course: Course, learner: Learner, report: Deeds, source: Source
    ) -> None:
        self._db, self._course, self._learner, self._source = db, course, learner, source
        self._report = report
        self._now = clock.now()
        self._at = DeviceClock(course, report, self._now).at
        self._module = reported_module(db, course, report.edition)
        self._slides = reported_slides(self._module, course)
        keys = [deed.key for deed in report.deeds]
        self._stretches = set(
            db.scalars(
                select(StudyStretch.key).where(
                    StudyStretch.learner_id == learner.id, StudyStretch.key.in_(keys)
                )
            )
        )
        self._answers = {
            row.key: row.is_right
            for row in db.scalars(
                select(StudyAnswer).where(
                    StudyAnswer.learner_id == learner.id, StudyAnswer.key.in_(keys)
                )
            )
        }
        self._items = _counts(db, learner)
        self._stretches_left = MOST_STRETCHES - _stretches(db, learner)
        self._progress = {
            row.slide: row
            for row in db.scalars(select(SlideProgress).filter_by(learner_id=learner.id))
        }
        self._covered = self._read_covered()

    def has_earlier(self) -> bool:
        """Whether a reported deed began while the course was open."""
        return any(is_open(self._course, self._at(begin)) for begin in begins(self._report))

    def keep(self, deed: Deed) -> Done:
        try:
            match deed:
                case Read():
                    return self._keep_stretch(deed)
                case Answered():
                    return self._keep_answer(deed)
                case Repeated():
                    return self._keep_repeated(deed)
        except Refused as refusal:
            return Done(deed.key, refusal.code)

    def _keep_stretch(self, deed: Read) -> Done:
        slide = self._slide(deed.slide)
        if deed.key in self._stretches:
            return Done(deed.key)
        began, ended = self._at(deed.began), self._at(deed.ended)
        self._check_open(began)
        if self._stretches_left <= 0:
            raise Refused("too_much")
        self._stretches_left -= 1
        ended = max(began, ended)
        # One person may have two pages open: do not count time that another stretch covers.
        free = self._covered.add(Stretch(began, ended))
        seconds = max(0, min(deed.seconds, round(free)))
        self._db.add(
            StudyStretch(
                learner_id=self._learner.id,
                key=deed.key,
                slide=slide.id,
                began_at=began,
                ended_at=ended,
                seconds=seconds,
                source=self._source,
                arrived_at=self._now,
            )
        )
        self._stretches.add(deed.key)
        self._advance(slide, began, ended, seconds)
        return Done(deed.key)

    def _keep_answer(self, deed: Answered) -> Done:
        slide = self._slide(deed.item)
        if deed.key in self._answers:
            return Done(deed.key, is_right=self._answers[deed.key])
        at = self._at(deed.at)
        self._check_open(at)
        answer = answering.clean(deed.answer)
        answering.check(slide, answer)
        if self._items[slide.id] >= MOST_TRIES:
            raise Refused("too_much")
        is_right = is_answer_right(slide.poll, answer)
        if slide.poll is not None and slide.poll.is_anonymous:
            # The first answer is counted and final; the counters do not tell whose it was.
            if slide.id in self._items:
                return Done(deed.key)
            tallies.count(self._db, self._course, slide, answer)
            is_right, answer = None, Answer()
        self._db.add(
            StudyAnswer(
                learner_id=self._learner.id,
                key=deed.key,
                item=slide.id,
                answer=msgspec.to_builtins(answer),
                is_right=is_right,
                language=our_tag(deed.language) or self._learner.language,
                answered_at=at,
                source=self._source,
                arrived_at=self._now,
            )
        )
        self._answers[deed.key] = is_right
        self._items[slide.id] += 1
        self._advance(slide, at, at, 0)
        return Done(deed.key, is_right=is_right)

    def _keep_repeated(self, deed: Repeated) -> Done:
        slide, at = self._slide(deed.item), self._at(deed.at)
        self._check_open(at)
        features.call(
            lambda feature: feature.keep_repeated,
            self._db,
            self._course,
            self._learner,
            slide,
            deed,
            at,
        )
        return Done(deed.key)

    def _advance(self, slide: Slide, began: datetime, ended: datetime, seconds: int) -> None:
        row = self._progress.get(slide.id)
        if row is None:
            row = SlideProgress(
                learner_id=self._learner.id,
                slide=slide.id,
                seconds=0,
                first_at=began,
                last_at=ended,
            )
            self._db.add(row)
            self._progress[slide.id] = row
        row.seconds += seconds
        row.first_at, row.last_at = min(row.first_at, began), max(row.last_at, ended)
        if row.done_at is not None:
            return
        is_answered, language = slide.id in self._items, self._learner.language
        if reading.is_done(slide, row.seconds, is_answered=is_answered, language=language):
            row.done_at = ended

    def _slide(self, slide_id: str) -> Slide:
        slide = self._slides.get(slide_id)
        if slide is None:
            raise Refused("unknown_slide")
        return slide

    def _check_open(self, at: datetime) -> None:
        if not is_open(self._course, at):
            raise Refused("course_closed")

    def _read_covered(self) -> CoveredTime:
        """Return the stored stretches that may overlap the reported time."""
        reads = [deed for deed in self._report.deeds if isinstance(deed, Read)]
        if not reads:
            return CoveredTime()
        first = min(self._at(read.began) for read in reads)
        rows = self._db.execute(
            select(StudyStretch.began_at, StudyStretch.ended_at).where(
                StudyStretch.learner_id == self._learner.id, StudyStretch.ended_at > first
            )
        )
        return CoveredTime(Stretch(began, ended) for began, ended in rows)


def _counts(db: Session, learner: Learner) -> Counter[str]:
    """Return the number of the learner's answers to each question."""
    answers = select(StudyAnswer.item, func.count()).filter_by(learner_id=learner.id)
    return Counter({item: count for item, count in db.execute(answers.group_by(StudyAnswer.item))})


def _stretches(db: Session, learner: Learner) -> int:
    query = select(func.count()).select_from(StudyStretch).filter_by(learner_id=learner.id)
    return db.scalar(query) or 0

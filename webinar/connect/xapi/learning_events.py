"""Learners' work in a course, as events. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec
from sqlalchemy import CompoundSelect, func, select, tuple_, union
from sqlalchemy.orm import Session

from webinar.connect.xapi import activities, vocabulary
from webinar.connect.xapi.activities import Json
from webinar.connect.xapi.papers import Paper, papers_of
from webinar.connect.xapi.statements import Actor, Event, Place, Setting, duration, score, statement
from webinar.content.editions.content import module_of
from webinar.content.lessons.model import Module, Slide
from webinar.kit.erased_names import is_erased
from webinar.kit.parts import in_parts
from webinar.learn.courses.models import Course, Learner
from webinar.learn.identity.queries import identities_of
from webinar.learn.study.models import SlideProgress, StudyAnswer, StudyStretch
from webinar.learn.study.wire import Answer

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
# The number of learners read in one go, with all that they did.
_AT_ONCE = 20


@dataclass(frozen=True)
class _LearnerWork:
    """A learner's work in a course, as far as it came in since `since`.

    `seconds` is the time at all slides; 0 unless the learner has completed the course since then.
    """

    place: Place
    course: Course
    module: Module
    learner: Learner
    actor: Actor
    finished_slides: Sequence[SlideProgress]
    answers: Sequence[StudyAnswer]
    papers: Sequence[Paper]
    seconds: int
    since: datetime

    @property
    def course_activity(self) -> Json:
        return activities.course(self.place.url, self.course.code, self.course.title, self.module)

    def setting(self, language: str = "", **extensions: str | int | bool) -> Setting:
        return Setting(
            parent=self.course_activity,
            language=language or self.learner.language,
            registration=f"course:{self.course.id}:{self.actor.key}",
            extensions=extensions,
        )

    def slide(self, slide_id: str) -> Slide | None:
        return self.module.slide(slide_id)


def events_of(
    db: Session,
    place: Place,
    course: Course,
    learners: Sequence[Learner],
    since: datetime = BEGINNING,
) -> Iterator[list[Event]]:
    """Yield the events of each of these learners of the course, in chronological order.

    Erased people have no events.

    With `since`, only events that came in since then, even if they happened long before.
    """
    module = module_of(course.edition)
    for batch in in_parts(learners, _AT_ONCE):
        remembered = [learner for learner in batch if not is_erased(learner.name)]
        ids = [learner.id for learner in remembered]
        slides, answers = _finished_slides(db, ids, since), _answers(db, ids, since)
        identities, papers = (
            identities_of(db, remembered),
            papers_of(db, course, module, ids, since),
        )
        seconds = _seconds(
            db, [learner.id for learner in remembered if _has_completed(learner, since)]
        )
        for learner in remembered:
            actor = Actor(
                learner.name,
                learner.id,
                identities[learner.id].person_id,
                identities[learner.id].member_id,
            )
            work = _LearnerWork(
                place, course, module, learner, actor, slides[learner.id], answers[learner.id],
                papers.get(learner.id, ()), seconds.get(learner.id, 0), since,
            )  # fmt: skip
            yield _events(work)


def _events(work: _LearnerWork) -> list[Event]:
    events = [*_slide_events(work), *_answer_events(work), *_test_events(work)]
    if work.learner.joined_at >= work.since:
        events.append(_beginning(work))
    if _has_completed(work.learner, work.since):
        events.append(_completion(work))
    return sorted(events, key=lambda event: (event.body or {}).get("timestamp", ""))


def _has_completed(learner: Learner, since: datetime) -> bool:
    return learner.completed_at is not None and learner.completed_at >= since


def _beginning(work: _LearnerWork) -> Event:
    at = work.learner.joined_at
    body = statement(
        work.place, work.actor, vocabulary.INITIALIZED, work.course_activity, at, work.setting()
    )
    return Event(f"began:{work.learner.id}", (), work.actor, body)


def _slide_events(work: _LearnerWork) -> Iterator[Event]:
    """Yield an event for each slide that counts as read, but not for slides only leafed through."""
    for row in work.finished_slides:
        slide = work.slide(row.slide)
        if slide is None or row.done_at is None:
            continue
        about = activities.slide(work.place.url, work.course.code, slide)
        result = {"completion": True, "duration": duration(row.seconds)}
        verb = vocabulary.EXPERIENCED
        body = statement(work.place, work.actor, verb, about, row.done_at, work.setting(), result)
        yield Event(f"slide:{work.learner.id}:{slide.id}", (), work.actor, body)


def _answer_events(work: _LearnerWork) -> Iterator[Event]:
    """Yield an event for each try at a question."""
    for row in work.answers:
        slide = work.slide(row.item)
        if slide is None:
            continue
        answer = msgspec.convert(row.answer, Answer)
        about = activities.question(work.place.url, work.course.code, slide)
        result: Json = {}
        response = activities.response(slide.poll, answer)
        if response is not None:
            result["response"] = response
        if row.is_right is not None:
            result["success"] = row.is_right
        setting = work.setting(row.language, source=row.source.value)
        body = statement(
            work.place, work.actor, vocabulary.ANSWERED, about, row.answered_at, setting, result
        )
        yield Event(f"answer:{work.learner.id}:{row.key}", (row.is_right,), work.actor, body)


def _test_events(work: _LearnerWork) -> Iterator[Event]:
    """Yield an event for each test handed in: passed, failed, or scored if it has no pass mark."""
    for paper in work.papers:
        about = activities.test(work.place.url, work.course.code, paper.part, paper.title)
        verb = {None: vocabulary.SCORED, True: vocabulary.PASSED, False: vocabulary.FAILED}[
            paper.has_passed
        ]
        result: Json = {"completion": True}
        if paper.items:
            result["score"] = score(paper.right, paper.items)
        if paper.has_passed is not None:
            result["success"] = paper.has_passed
        if paper.seconds is not None:
            result["duration"] = duration(paper.seconds)
        setting = work.setting(paper.language, attempt=paper.attempt)
        body = statement(work.place, work.actor, verb, about, paper.at, setting, result)
        facts = (paper.right, paper.items, paper.has_passed)
        yield Event(f"test:{work.learner.id}:{paper.key}", facts, work.actor, body)


def _completion(work: _LearnerWork) -> Event:
    """Return the event of the completion, which is never taken back."""
    at = work.learner.completed_at
    if at is None:
        raise ValueError("not completed")
    result = {"completion": True, "duration": duration(work.seconds)}
    body = statement(
        work.place,
        work.actor,
        vocabulary.COMPLETED,
        work.course_activity,
        at,
        work.setting(),
        result,
    )
    return Event(f"completed:{work.learner.id}", (at.isoformat(),), work.actor, body)


def _finished_slides(
    db: Session, ids: Sequence[int], since: datetime
) -> Mapping[int, list[SlideProgress]]:
    """Return slides that are done; after `since`, only those for which work came in since then."""
    rows_by_learner: dict[int, list[SlideProgress]] = defaultdict(list)
    is_done = SlideProgress.learner_id.in_(ids) & SlideProgress.done_at.is_not(None)
    rows = select(SlideProgress).where(is_done)
    if since > BEGINNING:
        # The time a slide was done is not the time the row came in: a device may have kept it.
        slide = tuple_(SlideProgress.learner_id, SlideProgress.slide)
        rows = rows.where(slide.in_(_changed_slides(ids, since)))
    for row in db.scalars(rows.order_by(SlideProgress.learner_id, SlideProgress.slide)):
        rows_by_learner[row.learner_id].append(row)
    return rows_by_learner


def _changed_slides(ids: Sequence[int], since: datetime) -> CompoundSelect[tuple[int, str]]:
    read = select(StudyStretch.learner_id, StudyStretch.slide)
    answered = select(StudyAnswer.learner_id, StudyAnswer.item)
    return union(
        read.where(StudyStretch.learner_id.in_(ids), StudyStretch.arrived_at >= since),
        answered.where(StudyAnswer.learner_id.in_(ids), StudyAnswer.arrived_at >= since),
    )


def _answers(db: Session, ids: Sequence[int], since: datetime) -> Mapping[int, list[StudyAnswer]]:
    rows_by_learner: dict[int, list[StudyAnswer]] = defaultdict(list)
    rows = select(StudyAnswer).where(
        StudyAnswer.learner_id.in_(ids), StudyAnswer.arrived_at >= since
    )
    for row in db.scalars(rows.order_by(StudyAnswer.answered_at, StudyAnswer.id)):
        rows_by_learner[row.learner_id].append(row)
    return rows_by_learner


def _seconds(db: Session, ids: Sequence[int]) -> dict[int, int]:
    """Return the seconds of each learner at all slides together."""
    query = select(SlideProgress.learner_id, func.sum(SlideProgress.seconds))
    rows = db.execute(
        query.where(SlideProgress.learner_id.in_(ids)).group_by(SlideProgress.learner_id)
    )
    return {learner_id: seconds for learner_id, seconds in rows}

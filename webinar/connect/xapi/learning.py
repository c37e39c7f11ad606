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
# Learners read in one go, with all that they did.
_AT_ONCE = 20


@dataclass(frozen=True)
class _Told:
    """One learner, their course, and all that is known of their work."""

    place: Place
    course: Course
    module: Module
    learner: Learner
    who: Actor
    done: Sequence[SlideProgress]
    answers: Sequence[StudyAnswer]
    papers: Sequence[Paper]
    seconds: int
    since: datetime

    @property
    def around(self) -> Json:
        return activities.course(self.place.url, self.course.code, self.course.title, self.module)

    def setting(self, language: str = "", **extensions: str | int | bool) -> Setting:
        return Setting(
            parent=self.around,
            language=language or self.learner.language,
            registration=f"course:{self.course.id}:{self.who.key}",
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
    """The events of each of these learners of the course, in the order of time; none of erased
    people.

    With `since`, only events that came in since then, even if they happened long before.
    """
    module = module_of(course.edition)
    for part in in_parts(learners, _AT_ONCE):
        some = [one for one in part if not is_erased(one.name)]
        ids = [one.id for one in some]
        done, answers = _done(db, ids, since), _answers(db, ids, since)
        known, papers = identities_of(db, some), papers_of(db, course, module, ids, since)
        seconds = _seconds(db, [one.id for one in some if _has_completed(one, since)])
        for one in some:
            who = Actor(one.name, one.id, known[one.id].person_id, known[one.id].member_id)
            told = _Told(
                place, course, module, one, who, done[one.id], answers[one.id],
                papers.get(one.id, ()), seconds.get(one.id, 0), since,
            )  # fmt: skip
            yield _events(told)


def _events(told: _Told) -> list[Event]:
    found = [*_slides(told), *_answered(told), *_tests(told)]
    if told.learner.joined_at >= told.since:
        found.append(_began(told))
    if _has_completed(told.learner, told.since):
        found.append(_completed(told))
    return sorted(found, key=lambda event: (event.body or {}).get("timestamp", ""))


def _has_completed(learner: Learner, since: datetime) -> bool:
    return learner.completed_at is not None and learner.completed_at >= since


def _began(told: _Told) -> Event:
    at = told.learner.joined_at
    body = statement(told.place, told.who, vocabulary.INITIALIZED, told.around, at, told.setting())
    return Event(f"began:{told.learner.id}", (), told.who, body)


def _slides(told: _Told) -> Iterator[Event]:
    """Slides that count as read; slides that were only leafed through do not."""
    for row in told.done:
        slide = told.slide(row.slide)
        if slide is None or row.done_at is None:
            continue
        about = activities.slide(told.place.url, told.course.code, slide)
        result = {"completion": True, "duration": duration(row.seconds)}
        verb = vocabulary.EXPERIENCED
        body = statement(told.place, told.who, verb, about, row.done_at, told.setting(), result)
        yield Event(f"slide:{told.learner.id}:{slide.id}", (), told.who, body)


def _answered(told: _Told) -> Iterator[Event]:
    """An event for each try at a question."""
    for row in told.answers:
        slide = told.slide(row.item)
        if slide is None:
            continue
        answer = msgspec.convert(row.answer, Answer)
        about = activities.question(told.place.url, told.course.code, slide)
        result: Json = {}
        said = activities.response(slide.poll, answer)
        if said is not None:
            result["response"] = said
        if row.is_right is not None:
            result["success"] = row.is_right
        setting = told.setting(row.language, source=row.source.value)
        body = statement(
            told.place, told.who, vocabulary.ANSWERED, about, row.answered_at, setting, result
        )
        yield Event(f"answer:{told.learner.id}:{row.key}", (row.is_right,), told.who, body)


def _tests(told: _Told) -> Iterator[Event]:
    """An event for each test handed in: passed or failed, or scored if there is no pass mark."""
    for paper in told.papers:
        about = activities.test(told.place.url, told.course.code, paper.part, paper.title)
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
        setting = told.setting(paper.language, attempt=paper.attempt)
        body = statement(told.place, told.who, verb, about, paper.at, setting, result)
        facts = (paper.right, paper.items, paper.has_passed)
        yield Event(f"test:{told.learner.id}:{paper.key}", facts, told.who, body)


def _completed(told: _Told) -> Event:
    """The completion of the course, which is never taken back."""
    at = told.learner.completed_at
    if at is None:
        raise ValueError("not completed")
    result = {"completion": True, "duration": duration(told.seconds)}
    body = statement(
        told.place, told.who, vocabulary.COMPLETED, told.around, at, told.setting(), result
    )
    return Event(f"completed:{told.learner.id}", (at.isoformat(),), told.who, body)


def _done(db: Session, ids: Sequence[int], since: datetime) -> Mapping[int, list[SlideProgress]]:
    """Slides that are done; after `since`, only those for which work came in since then."""
    found: dict[int, list[SlideProgress]] = defaultdict(list)
    is_done = SlideProgress.learner_id.in_(ids) & SlideProgress.done_at.is_not(None)
    rows = select(SlideProgress).where(is_done)
    if since > BEGINNING:
        # The time a slide was done is not the time the row came in: a device may have kept it.
        slide = tuple_(SlideProgress.learner_id, SlideProgress.slide)
        rows = rows.where(slide.in_(_touched(ids, since)))
    for row in db.scalars(rows.order_by(SlideProgress.learner_id, SlideProgress.slide)):
        found[row.learner_id].append(row)
    return found


def _touched(ids: Sequence[int], since: datetime) -> CompoundSelect[tuple[int, str]]:
    read = select(StudyStretch.learner_id, StudyStretch.slide)
    answered = select(StudyAnswer.learner_id, StudyAnswer.item)
    return union(
        read.where(StudyStretch.learner_id.in_(ids), StudyStretch.arrived_at >= since),
        answered.where(StudyAnswer.learner_id.in_(ids), StudyAnswer.arrived_at >= since),
    )


def _answers(db: Session, ids: Sequence[int], since: datetime) -> Mapping[int, list[StudyAnswer]]:
    found: dict[int, list[StudyAnswer]] = defaultdict(list)
    rows = select(StudyAnswer).where(
        StudyAnswer.learner_id.in_(ids), StudyAnswer.arrived_at >= since
    )
    for row in db.scalars(rows.order_by(StudyAnswer.answered_at, StudyAnswer.id)):
        found[row.learner_id].append(row)
    return found


def _seconds(db: Session, ids: Sequence[int]) -> dict[int, int]:
    """The seconds of each learner at all slides together."""
    found = select(SlideProgress.learner_id, func.sum(SlideProgress.seconds))
    rows = db.execute(
        found.where(SlideProgress.learner_id.in_(ids)).group_by(SlideProgress.learner_id)
    )
    return {learner_id: seconds for learner_id, seconds in rows}

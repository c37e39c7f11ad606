"""The slides and polls of a session that a learner of its course still has to catch up with.

Reads only. Nothing here touches the session: later work is kept with the course's study.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webinar.content.editions.content import module_in
from webinar.content.lessons.model import Module, Slide
from webinar.learn.catchup.later import slides_in_course
from webinar.learn.catchup.live import shown_in
from webinar.learn.catchup.missed import SECONDS_PER_POLL
from webinar.learn.catchup.participants import learners_like, observed, participants_of
from webinar.learn.courses.models import Course, CourseSession, Learner
from webinar.learn.identity.keys import Identity
from webinar.learn.identity.queries import identity_of
from webinar.learn.study.models import StudyAnswer, StudyStretch
from webinar.learn.study.reading import needed_seconds, reading_seconds
from webinar.live.assessment.plan import tests_of
from webinar.live.polls.drafting import slide_of
from webinar.live.polls.models import Poll
from webinar.live.polls.queries import polls_of
from webinar.room.rooms.models import Member, Room


@dataclass(frozen=True)
class MissedSlide:
    """A slide that a learner missed: its number in the session, from 1, and the course's slide."""

    number: int
    slide: Slide
    is_done: bool


@dataclass(frozen=True)
class MissedPoll:
    """A poll that a learner missed.

    `number` counts the session's polls from 1, in the order in which they were opened. `slide` is
    the course's slide on which the poll can be answered now; None without one, as for a poll made
    on the spot.
    """

    number: int
    poll: Poll
    slide: Slide | None
    is_done: bool


@dataclass(frozen=True)
class Offer:
    """All slides and polls that a learner missed; `minutes` is the time for those that are left.

    A poll that cannot be answered in the course is listed, but counts as done.
    """

    room: Room
    slides: tuple[MissedSlide, ...]
    polls: tuple[MissedPoll, ...]
    minutes: int

    @property
    def slides_left(self) -> list[MissedSlide]:
        return [slide for slide in self.slides if not slide.is_done]

    @property
    def polls_left(self) -> list[MissedPoll]:
        return [poll for poll in self.polls if not poll.is_done]

    @property
    def walk(self) -> list[str]:
        """Return the course's ids of the slides to go through, in the order of the session."""
        return list(dict.fromkeys(slide.slide.id for slide in self.slides))


def offer_of(
    db: Session, room: Room, course: Course, learner: Learner, now: datetime | None = None
) -> Offer | None:
    """Return the learner's offer; None if they missed nothing, or if their absences are unknown.

    Absences are unknown if `live.shown_in` or `participants_of` finds nothing. The result is also
    None if the session does not belong to the course.
    """
    session = db.get(CourseSession, room.id)
    shown = shown_in(db, room, now)
    participant = participants_of(db, room, [learner]).get(learner.id)
    if session is None or session.course_id != course.id or shown is None or participant is None:
        return None
    away = shown.away(observed(db, room, {participant}).get(participant, ()))
    same = learners_like(db, participant, learner)
    in_course = slides_in_course(db, room, course)
    studied = _Studied(db, in_course, same, shown.begin, learner.language)
    slides = [
        MissedSlide(number + 1, slide, studied.is_done(slide))
        for number in shown.missed_slides(away)
        if (slide := studied.slides.get(number)) is not None
    ]
    polls = _polls(db, room, shown.missed_polls(away), studied)
    if not slides and not polls:
        return None
    return Offer(room, tuple(slides), tuple(polls), _minutes(slides, polls, learner.language))


def offer_to_member(db: Session, room: Room, course: Course, member: Member) -> Offer | None:
    """Return the offer to a participant who does not study the course yet. Nothing is stored."""
    known = identity_of(db, Identity("member", member.id))
    learner = Learner(
        id=0,
        course_id=course.id,
        person_id=known.person_id,
        member_id=known.member_id,
        language=member.language,
    )
    return offer_of(db, room, course, learner)


def is_test(module: Module, number: int) -> bool:
    """Whether this slide of the session belongs to a test. Tests are taken separately."""
    return any(
        test.part.first <= number < test.part.first + test.part.slides for test in tests_of(module)
    )


def _polls(db: Session, room: Room, missed: Sequence[Poll], studied: _Studied) -> list[MissedPoll]:
    opened = [one for one in polls_of(db, room) if one.opened_at is not None]
    opened.sort(key=lambda one: (one.opened_at, one.id))
    numbers = {one.id: number for number, one in enumerate(opened, 1)}
    module, found = module_in(db, room), []
    for poll in sorted(missed, key=lambda one: numbers[one.id]):
        place = slide_of(poll)
        if place is not None and is_test(module, place):
            continue
        slide = None if place is None else studied.slides.get(place)
        slide = slide if slide is not None and slide.poll is not None else None
        is_done = slide is None or studied.is_answered(slide)
        found.append(MissedPoll(numbers[poll.id], poll, slide, is_done))
    return found


def _minutes(slides: Sequence[MissedSlide], polls: Sequence[MissedPoll], language: str) -> int:
    left = {slide.slide.id: slide.slide for slide in slides if not slide.is_done}
    seconds = sum(reading_seconds(one, language) for one in left.values())
    # A slide's time already includes its question, so count only the other polls.
    alone = [
        poll for poll in polls if not poll.is_done and poll.slide and poll.slide.id not in left
    ]
    return ceil((seconds + SECONDS_PER_POLL * len(alone)) / 60)


class _Studied:
    """One person's study since the session began; `same` are the ids of all their learners."""

    def __init__(
        self,
        db: Session,
        slides: Mapping[int, Slide],
        same: Sequence[int],
        since: datetime,
        language: str,
    ) -> None:
        self.slides = slides
        self._language = language
        self._seconds = _seconds(db, same, since)
        answered = select(StudyAnswer.item).where(
            StudyAnswer.learner_id.in_(same), StudyAnswer.answered_at >= since
        )
        self._answered = set(db.scalars(answered.distinct()))

    def is_answered(self, slide: Slide) -> bool:
        return slide.id in self._answered

    def is_done(self, slide: Slide) -> bool:
        """Whether the slide was read for long enough or, if it asks a question, answered."""
        if slide.poll is not None:
            return self.is_answered(slide)
        return self._seconds.get(slide.id, 0) >= needed_seconds(slide, self._language)


def _seconds(db: Session, learner_ids: Sequence[int], since: datetime) -> Mapping[str, int]:
    rows = db.execute(
        select(StudyStretch.slide, func.sum(StudyStretch.seconds))
        .where(StudyStretch.learner_id.in_(learner_ids), StudyStretch.began_at >= since)
        .group_by(StudyStretch.slide)
    )
    return {slide: int(seconds) for slide, seconds in rows}

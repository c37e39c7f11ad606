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
from webinar.learn.catchup.absences import SECONDS_PER_POLL
from webinar.learn.catchup.later_study import slides_in_course
from webinar.learn.catchup.participants import participants_of, presences_of, same_learners
from webinar.learn.catchup.shown_slides import shown_slides_of
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
    """All slides and polls that a learner missed; `minutes` is the time for those not done yet.

    A poll that cannot be answered in the course is listed, but counts as done.
    """

    room: Room
    slides: tuple[MissedSlide, ...]
    polls: tuple[MissedPoll, ...]
    minutes: int

    @property
    def slides_left(self) -> list[MissedSlide]:
        return [missed for missed in self.slides if not missed.is_done]

    @property
    def polls_left(self) -> list[MissedPoll]:
        return [missed for missed in self.polls if not missed.is_done]

    @property
    def walk(self) -> list[str]:
        """Return the course's ids of the slides to go through, in the order of the session."""
        return list(dict.fromkeys(missed.slide.id for missed in self.slides))


def offer_of(
    db: Session, room: Room, course: Course, learner: Learner, now: datetime | None = None
) -> Offer | None:
    """Return the learner's offer; None if they missed nothing, or if their absences are unknown.

    Absences are unknown if `shown_slides_of` or `participants_of` finds nothing. The result is also
    None if the session does not belong to the course.
    """
    session = db.get(CourseSession, room.id)
    shown_slides = shown_slides_of(db, room, now)
    participant = participants_of(db, room, [learner]).get(learner.id)
    if (
        session is None
        or session.course_id != course.id
        or shown_slides is None
        or participant is None
    ):
        return None
    away = shown_slides.away(presences_of(db, room, {participant}).get(participant, ()))
    learner_ids = same_learners(db, participant, learner)
    in_course = slides_in_course(db, room, course)
    studied = _Study(db, in_course, learner_ids, shown_slides.begin, learner.language)
    slides = [
        MissedSlide(number + 1, slide, studied.is_done(slide))
        for number in shown_slides.missed_slides(away)
        if (slide := studied.slides.get(number)) is not None
    ]
    polls = _polls(db, room, shown_slides.missed_polls(away), studied)
    if not slides and not polls:
        return None
    return Offer(room, tuple(slides), tuple(polls), _minutes(slides, polls, learner.language))


def offer_to_member(db: Session, room: Room, course: Course, member: Member) -> Offer | None:
    """Return the offer to a participant who does not study the course yet. Nothing is stored."""
    identity = identity_of(db, Identity("member", member.id))
    learner = Learner(
        id=0,
        course_id=course.id,
        person_id=identity.person_id,
        member_id=identity.member_id,
        language=member.language,
    )
    return offer_of(db, room, course, learner)


def is_test(module: Module, number: int) -> bool:
    """Whether this slide of the session belongs to a test. Tests are taken separately."""
    return any(number in test.part.numbers for test in tests_of(module))


def _polls(db: Session, room: Room, missed: Sequence[Poll], studied: _Study) -> list[MissedPoll]:
    opened = [poll for poll in polls_of(db, room) if poll.opened_at is not None]
    opened.sort(key=lambda poll: (poll.opened_at, poll.id))
    numbers = {poll.id: number for number, poll in enumerate(opened, 1)}
    module, offered = module_in(db, room), []
    for poll in sorted(missed, key=lambda poll: numbers[poll.id]):
        slide_number = slide_of(poll)
        if slide_number is not None and is_test(module, slide_number):
            continue
        slide = None if slide_number is None else studied.slides.get(slide_number)
        slide = slide if slide is not None and slide.poll is not None else None
        is_done = slide is None or studied.is_answered(slide)
        offered.append(MissedPoll(numbers[poll.id], poll, slide, is_done))
    return offered


def _minutes(slides: Sequence[MissedSlide], polls: Sequence[MissedPoll], language: str) -> int:
    slides_left = {missed.slide.id: missed.slide for missed in slides if not missed.is_done}
    seconds = sum(reading_seconds(slide, language) for slide in slides_left.values())
    # A slide's time already includes its question, so count only the other polls.
    polls_alone = [
        missed
        for missed in polls
        if not missed.is_done and missed.slide and missed.slide.id not in slides_left
    ]
    return ceil((seconds + SECONDS_PER_POLL * len(polls_alone)) / 60)


class _Study:
    """One person's study since the session began; `learner_ids` are all learners they are."""

    def __init__(
        self,
        db: Session,
        slides: Mapping[int, Slide],
        learner_ids: Sequence[int],
        since: datetime,
        language: str,
    ) -> None:
        self.slides = slides
        self._language = language
        self._seconds = _seconds(db, learner_ids, since)
        answered = select(StudyAnswer.item).where(
            StudyAnswer.learner_id.in_(learner_ids), StudyAnswer.answered_at >= since
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

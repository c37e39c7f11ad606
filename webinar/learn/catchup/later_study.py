"""Computes how long people later studied the slides that they missed in a session. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webinar.content.editions.content import module_in
from webinar.content.lessons.model import Slide
from webinar.kit.loop_turns import in_turns
from webinar.learn.catchup.participants import participants_of, presences_of
from webinar.learn.catchup.shown_slides import ShownSlides, shown_slides_of
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.places import matching_slides
from webinar.learn.courses.queries import course_of_room, learners_of, module_of_course
from webinar.learn.identity.keys import Identity
from webinar.learn.study.models import StudyStretch
from webinar.learn.study.reading import reading_seconds
from webinar.learn.study.studied_slides import studied_slides
from webinar.room.rooms.models import Room


def later_seconds(db: Session, room: Room) -> Mapping[Identity, int]:
    """Return how many seconds each person studied the slides of this session that they missed.

    People who studied none of them are left out. Study counts from the start of the session on; for
    each slide, it counts at most as long as the slide was shown live or takes to read, whichever is
    longer. The result is empty if the session belongs to no course.
    """
    course, shown_slides = course_of_room(db, room), shown_slides_of(db, room)
    if course is None or shown_slides is None:
        return {}
    studied = _study_since(db, course, room, shown_slides.begin)
    presences = presences_of(db, room, studied.keys())
    limit = _Limit(db, room, course, shown_slides)
    seconds_by_participant = {}
    for participant, (language, seconds) in in_turns(studied.items()):
        missed = shown_slides.missed_slides(shown_slides.away(presences.get(participant, ())))
        if total := limit.count(missed, seconds, language):
            seconds_by_participant[participant] = total
    return seconds_by_participant


class _Limit:
    """Limits the time counted for a slide to how long it was shown live or takes to read."""

    def __init__(self, db: Session, room: Room, course: Course, shown_slides: ShownSlides) -> None:
        self._slides = slides_in_course(db, room, course)
        self._seconds_shown = shown_slides.seconds()
        self._reading: dict[tuple[str, str], int] = {}

    def count(self, missed: Iterable[int], studied: Mapping[str, int], language: str) -> int:
        seconds_shown: dict[str, float] = defaultdict(float)
        for number in missed:
            # A session may show a module twice that the course has once: add up both times.
            if number in self._slides:
                seconds_shown[self._slides[number].id] += self._seconds_shown[number]
        by_id = {slide.id: slide for slide in self._slides.values()}
        return sum(
            min(
                studied[slide_id], max(round(shown_seconds), self._reads(by_id[slide_id], language))
            )
            for slide_id, shown_seconds in seconds_shown.items()
            if slide_id in studied
        )

    def _reads(self, slide: Slide, language: str) -> int:
        key = (slide.id, language)
        if key not in self._reading:
            self._reading[key] = reading_seconds(slide, language)
        return self._reading[key]


def slides_in_course(db: Session, room: Room, course: Course) -> Mapping[int, Slide]:
    """Return the course's slide for each slide number of the session, without slides of tests."""
    source, target = module_in(db, room), module_of_course(course)
    counted = studied_slides(target)
    ids, by_id = matching_slides(source, target, counted), {slide.id: slide for slide in counted}
    return {
        number: by_id[ids[slide.id]]
        for number, slide in enumerate(source.slides)
        if slide.id in ids
    }


def _study_since(
    db: Session, course: Course, room: Room, since: datetime
) -> dict[Identity, tuple[str, Mapping[str, int]]]:
    """Return each participant who studied since then, with their language and seconds by slide."""
    rows = db.execute(
        select(StudyStretch.learner_id, StudyStretch.slide, func.sum(StudyStretch.seconds))
        .join(Learner, Learner.id == StudyStretch.learner_id)
        .where(Learner.course_id == course.id, StudyStretch.began_at >= since)
        .group_by(StudyStretch.learner_id, StudyStretch.slide)
    ).all()
    learners = learners_of(db, course) if rows else []
    participants = participants_of(db, room, learners)
    languages = {learner.id: learner.language for learner in learners}
    studied: dict[Identity, tuple[str, dict[str, int]]] = {}
    for learner_id, slide, seconds in in_turns(rows):
        participant = participants.get(learner_id)
        if participant is not None:
            _, by_slide = studied.setdefault(participant, (languages[learner_id], defaultdict(int)))
            by_slide[slide] += int(seconds)
    return {
        participant: (language, by_slide) for participant, (language, by_slide) in studied.items()
    }

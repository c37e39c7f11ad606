"""Later study of slides missed live, apart from live participation. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webinar.content.editions.content import module_in
from webinar.content.lessons.model import Slide
from webinar.kit.loop_turns import in_turns
from webinar.learn.catchup.live import Shown, shown_in
from webinar.learn.catchup.participants import observed, participants_of
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.places import matching
from webinar.learn.courses.queries import course_of_room, learners_of, module_of_course
from webinar.learn.identity.keys import Identity
from webinar.learn.study.models import StudyStretch
from webinar.learn.study.reading import reading_seconds
from webinar.learn.study.studied import studied_slides
from webinar.room.rooms.models import Room


def later_seconds(db: Session, room: Room) -> Mapping[Identity, int]:
    """Return each person's seconds of study at those slides of this session that they missed live.

    People who studied nothing are left out. Study counts from the start of the session on, for
    each slide at most as long as it was shown live or takes to read, whichever is longer. The
    result is empty if the session belongs to no course.
    """
    course, shown = course_of_room(db, room), shown_in(db, room)
    if course is None or shown is None:
        return {}
    studied = _studied(db, course, room, shown.begin)
    there = observed(db, room, studied.keys())
    most = _Most(db, room, course, shown)
    found = {}
    for participant, (language, seconds) in in_turns(studied.items()):
        missed = shown.missed_slides(shown.away(there.get(participant, ())))
        if total := most.count(missed, seconds, language):
            found[participant] = total
    return found


class _Most:
    """The limit on counted time: as long as a slide was shown live, or takes to read."""

    def __init__(self, db: Session, room: Room, course: Course, shown: Shown) -> None:
        self._slides = slides_in_course(db, room, course)
        self._shown = shown.seconds()
        self._reading: dict[tuple[str, str], int] = {}

    def count(self, missed: Iterable[int], studied: Mapping[str, int], language: str) -> int:
        lasted: dict[str, float] = defaultdict(float)
        for number in missed:
            # A session may show a module twice that the course has once: add up the times shown.
            if number in self._slides:
                lasted[self._slides[number].id] += self._shown[number]
        by_id = {slide.id: slide for slide in self._slides.values()}
        return sum(
            min(studied[one], max(round(seconds), self._reads(by_id[one], language)))
            for one, seconds in lasted.items()
            if one in studied
        )

    def _reads(self, slide: Slide, language: str) -> int:
        key = (slide.id, language)
        if key not in self._reading:
            self._reading[key] = reading_seconds(slide, language)
        return self._reading[key]


def slides_in_course(db: Session, room: Room, course: Course) -> Mapping[int, Slide]:
    """Return the studied slide for each slide number of the session. Tests are left out."""
    source, target = module_in(db, room), module_of_course(course)
    counted = studied_slides(target)
    there, by_id = matching(source, target, counted), {slide.id: slide for slide in counted}
    return {
        number: by_id[there[slide.id]]
        for number, slide in enumerate(source.slides)
        if slide.id in there
    }


def _studied(
    db: Session, course: Course, room: Room, since: datetime
) -> dict[Identity, tuple[str, Mapping[str, int]]]:
    """Return the language and the seconds by slide of each participant who studied since then."""
    rows = db.execute(
        select(StudyStretch.learner_id, StudyStretch.slide, func.sum(StudyStretch.seconds))
        .join(Learner, Learner.id == StudyStretch.learner_id)
        .where(Learner.course_id == course.id, StudyStretch.began_at >= since)
        .group_by(StudyStretch.learner_id, StudyStretch.slide)
    ).all()
    learners = learners_of(db, course) if rows else []
    known = participants_of(db, room, learners)
    languages = {learner.id: learner.language for learner in learners}
    found: dict[Identity, tuple[str, dict[str, int]]] = {}
    for learner_id, slide, seconds in in_turns(rows):
        participant = known.get(learner_id)
        if participant is not None:
            _, by_slide = found.setdefault(participant, (languages[learner_id], defaultdict(int)))
            by_slide[slide] += int(seconds)
    return {one: (language, by_slide) for one, (language, by_slide) in found.items()}

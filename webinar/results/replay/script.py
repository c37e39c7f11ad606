"""The script of a session that is over: everything that everybody saw, and when. Reads only.

A script contains only what everybody could see in the session. The times come from the timeline;
the content is read as it is stored now, so anything hidden, erased or purged since is missing.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.content.editions.content import module_in, slides_in
from webinar.kit import clock
from webinar.kit.languages import LANGUAGES
from webinar.kit.session_times import Times
from webinar.learn.catchup.later_study import slides_in_course
from webinar.learn.courses.queries import course_of_room
from webinar.live.captions.queries import readable_languages
from webinar.live.polls.polls_as_seen import polls_as_seen
from webinar.live.recording.queries import first_sounds
from webinar.live.slides.chapters import part_chapters, pauses
from webinar.live.slides.plan import Stay, slide_visits, with_breaks
from webinar.live.sound.channels import FLOOR
from webinar.results.replay import scenes
from webinar.results.replay.kinds import shown_kinds
from webinar.results.replay.wire import Scene, Script, ShownSlide
from webinar.room.rooms.models import Room, TimelineEntry
from webinar.room.rooms.titles import title_in


def script_of(db: Session, room: Room, language: str) -> Script | None:
    """Return the script; None if the session is not over, or was never held."""
    if room.started_at is None or room.ended_at is None:
        return None
    times = Times(room.started_at, room.ended_at)
    stays = slide_visits(db, room)
    module = module_in(db, room)
    stays_with_breaks = with_breaks(stays, module)
    entries = _entries(db, room)
    polls = scenes.opened_polls(db, room)
    all_scenes = [
        *_slide_scenes(stays, times),
        *scenes.of_polls(polls, times),
        *scenes.of_stage(db, room, entries, times),
        *scenes.of_questions(db, room, entries, times),
        *scenes.of_steps(db, room, entries, times, language),
        *scenes.of_groups(entries, times),
    ]
    all_scenes.sort(key=lambda scene: scene.at)
    slide_numbers = {scene.slide for scene in all_scenes if isinstance(scene.slide, int)}
    return Script(
        language=language,
        title=title_in(room, language),
        began=clock.iso(room.started_at) or "",
        length=times.length,
        chapters=part_chapters(module, stays_with_breaks, times, language),
        pauses=pauses(stays_with_breaks, times),
        scenes=all_scenes,
        slides=_slides(db, room, language, slide_numbers),
        polls=polls_as_seen(db, polls, language, scenes.withheld_poll_ids(db, room, polls)),
        questions=scenes.shown_questions(db, room, language, all_scenes),
        captions=readable_languages(db, room),
        sound=_recorded_channels(db, room),
    )


def _recorded_channels(db: Session, room: Room) -> list[str]:
    recorded = first_sounds(db, room)
    return [channel for channel in (FLOOR, *LANGUAGES) if channel in recorded]


def _entries(db: Session, room: Room) -> list[TimelineEntry]:
    kinds = TimelineEntry.kind.in_(shown_kinds() | scenes.DECISIONS)
    statement = select(TimelineEntry).where(TimelineEntry.room_id == room.id, kinds)
    return list(db.scalars(statement.order_by(TimelineEntry.id)))


def _slide_scenes(stays: Iterable[Stay], times: Times) -> list[Scene]:
    slide_scenes: list[Scene] = []
    is_pause, last_slide = False, None
    for at, slide in stays:
        if slide is None:
            if not is_pause:
                slide_scenes.append(Scene(times.of(at), "break"))
            is_pause = True
            continue
        if is_pause:
            slide_scenes.append(Scene(times.of(at), "back"))
        if slide != last_slide or is_pause:
            slide_scenes.append(Scene(times.of(at), "slide", slide=slide))
        is_pause, last_slide = False, slide
    return slide_scenes


def _slides(db: Session, room: Room, language: str, numbers: set[int]) -> dict[int, ShownSlide]:
    deck = slides_in(room.edition, language)
    course = course_of_room(db, room)
    course_slides = slides_in_course(db, room, course) if course is not None else {}
    return {
        number: ShownSlide(
            number=number + 1,
            id=deck[number].id,
            title=deck[number].title,
            html=deck[number].html,
            language=deck[number].language,
            study=course_slides[number].id if number in course_slides else "",
        )
        for number in sorted(numbers)
        if number < len(deck)
    }

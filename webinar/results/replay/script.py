"""Reads the script of a session that is over: what everybody saw, and when. Reads only.

A script contains only what everybody could see in the session. The times come from the timeline;
the content is read as it is stored now, so anything hidden, erased or purged since is missing.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.content.editions.content import module_in, slides_in
from webinar.content.lessons.model import part_number
from webinar.kit import clock
from webinar.kit.language_fallback import resolve
from webinar.learn.catchup.absences import GLANCE
from webinar.learn.catchup.later_study import slides_in_course
from webinar.learn.courses.queries import course_of_room
from webinar.live.captions.models import Caption
from webinar.live.polls.polls_as_seen import polls_as_seen
from webinar.live.slides.plan import Stay, slide_visits, with_breaks
from webinar.results.replay import scenes
from webinar.results.replay.kinds import shown
from webinar.results.replay.times import Times
from webinar.results.replay.wire import Chapter, Pause, Scene, Script, ShownSlide
from webinar.room.rooms.models import Room, TimelineEntry
from webinar.room.rooms.titles import title_in


def script_of(db: Session, room: Room, language: str) -> Script | None:
    """Return the script; None if the session is not over, or was never held."""
    if room.started_at is None or room.ended_at is None:
        return None
    times = Times(room.started_at, room.ended_at)
    stays = slide_visits(db, room)
    taught = with_breaks(stays, module_in(db, room))
    entries = _entries(db, room)
    polls = scenes.opened_polls(db, room)
    found = [
        *_slide_scenes(stays, times),
        *scenes.of_polls(polls, times),
        *scenes.of_stage(db, room, entries, times),
        *scenes.of_questions(db, room, entries, times),
        *scenes.of_steps(db, room, entries, times, language),
        *scenes.of_groups(entries, times),
    ]
    found.sort(key=lambda scene: scene.at)
    shown = {one.slide for one in found if isinstance(one.slide, int)}
    return Script(
        language=language,
        title=title_in(room, language),
        began=clock.iso(room.started_at) or "",
        length=times.length,
        chapters=_chapters(db, room, taught, times, language),
        pauses=_pauses(taught, times),
        scenes=found,
        slides=_slides(db, room, language, shown),
        polls=polls_as_seen(db, polls, language, scenes.withheld(db, room, polls)),
        questions=scenes.shown_questions(db, room, language, found),
        captions=_captions(db, room, language, times),
    )


def _entries(db: Session, room: Room) -> list[TimelineEntry]:
    kinds = TimelineEntry.kind.in_(shown() | scenes.DECISIONS)
    found = select(TimelineEntry).where(TimelineEntry.room_id == room.id, kinds)
    return list(db.scalars(found.order_by(TimelineEntry.id)))


def _slide_scenes(stays: Iterable[Stay], times: Times) -> list[Scene]:
    found: list[Scene] = []
    is_pause, here = False, None
    for at, slide in stays:
        if slide is None:
            if not is_pause:
                found.append(Scene(times.of(at), "break"))
            is_pause = True
            continue
        if is_pause:
            found.append(Scene(times.of(at), "back"))
        if slide != here or is_pause:
            found.append(Scene(times.of(at), "slide", slide=slide))
        is_pause, here = False, slide
    return found


def _pauses(stays: Iterable[Stay], times: Times) -> list[Pause]:
    found: list[Pause] = []
    begun: int | None = None
    for at, slide in stays:
        if slide is None:
            begun = times.of(at) if begun is None else begun
        elif begun is not None:
            found.append(Pause(begun, times.of(at)))
            begun = None
    if begun is not None:
        found.append(Pause(begun, times.length))
    return [one for one in found if one.until > one.at]


def _chapters(
    db: Session, room: Room, stays: list[Stay], times: Times, language: str
) -> list[Chapter]:
    """Return a chapter for each arrival at a part; slides shown only for a glance do not count."""
    parts = module_in(db, room).all_parts()
    ends = [*(stay.at for stay in stays[1:]), room.ended_at or room.created_at]
    found: list[Chapter] = []
    last: int | None = None
    for (at, slide), end in zip(stays, ends, strict=True):
        is_leafed = bool(found) and end != room.ended_at and end - at < GLANCE
        if slide is None or is_leafed:
            continue
        part = part_number(parts, slide)
        if part != last:
            tag, title = resolve(parts[part].title, language)
            found.append(Chapter(times.of(at) if found else 0, title, tag))
        last = part
    return found


def _slides(db: Session, room: Room, language: str, shown: set[int]) -> dict[int, ShownSlide]:
    deck = slides_in(room.edition, language)
    course = course_of_room(db, room)
    studied = slides_in_course(db, room, course) if course is not None else {}
    return {
        number: ShownSlide(
            number=number + 1,
            id=deck[number].id,
            title=deck[number].title,
            html=deck[number].html,
            language=deck[number].language,
            study=studied[number].id if number in studied else "",
        )
        for number in sorted(shown)
        if number < len(deck)
    }


def _captions(db: Session, room: Room, language: str, times: Times) -> list[tuple[int, str]]:
    """Return the interpreters' captions in this language, which everybody could choose to read."""
    found = select(Caption.said_at, Caption.text).filter_by(room_id=room.id, language=language)
    rows = db.execute(found.order_by(Caption.number))
    return [(times.of(at), text) for at, text in rows if text and times.is_within(at)]

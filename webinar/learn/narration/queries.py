"""Reads of narrations: the chosen session, and what can be heard on each slide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.content.editions.content import module_in
from webinar.kit.permissions import Role
from webinar.kit.session_times import Times
from webinar.kit.value_cache import cached_value
from webinar.learn.catchup.later_study import slides_in_course
from webinar.learn.courses.models import Course, CourseSession
from webinar.learn.courses.queries import rooms_of_course
from webinar.learn.narration.models import CourseNarration
from webinar.learn.narration.passages import (
    Passage,
    Sound,
    taught_passages,
    visits_by_slide,
    within,
)
from webinar.live.recording.models import RecordedSound
from webinar.live.recording.queries import first_sounds, sound_mark
from webinar.live.slides.plan import slide_visits, with_breaks
from webinar.live.sound.channels import FLOOR
from webinar.room.rooms.models import Member, Room

PassagesBySlide = Mapping[str, list[Passage]]


class Track(NamedTuple):
    """The sound of a slide in one channel of the session's recording: its passages in order."""

    room_code: str
    channel: str
    passages: list[Passage]


class OfferedSession(NamedTuple):
    """A session that may narrate the course, and how many of the course's slides it narrates."""

    room: Room
    slides: int


def narrating_room(db: Session, course: Course) -> Room | None:
    """Return the session that narrates the course; None also if it has left the course."""
    query = (
        select(Room)
        .join(CourseNarration, CourseNarration.room_id == Room.id)
        .join(CourseSession, CourseSession.room_id == Room.id)
        .where(CourseNarration.course_id == course.id, CourseSession.course_id == course.id)
    )
    return db.scalars(query).one_or_none()


def offered_sessions(db: Session, course: Course) -> list[OfferedSession]:
    """Return the sessions of the course that have a recording."""
    offered = []
    for room in rooms_of_course(db, course):
        channels = first_sounds(db, room)
        slides = {slide for channel in channels for slide in _passages(db, course, room, channel)}
        if channels:
            offered.append(OfferedSession(room, len(slides)))
    return offered


def tracks_of(db: Session, course: Course, slide_id: str, language: str) -> list[Track]:
    """Return the narration of a slide: in the language, if it is there, and the original.

    It is empty if nothing narrates the course or this slide.
    """
    room = narrating_room(db, course)
    if room is None:
        return []
    recorded = first_sounds(db, room)
    tracks = [
        Track(room.code, channel, _passages(db, course, room, channel).get(slide_id, []))
        for channel in (language, FLOOR)
        if channel in recorded
    ]
    return [track for track in tracks if track.passages]


def _passages(db: Session, course: Course, room: Room, channel: str) -> PassagesBySlide:
    key = ("narration", course.id, room.id, channel)
    stamp = (sound_mark(db, room, channel), course.edition_id)
    return cached_value(db, key, stamp, lambda: _read_passages(db, course, room, channel))


def _read_passages(db: Session, course: Course, room: Room, channel: str) -> PassagesBySlide:
    if room.started_at is None or room.ended_at is None:
        return {}
    slides = slides_in_course(db, room, course)
    ids = {number: slide.id for number, slide in slides.items()}
    stays = with_breaks(slide_visits(db, room), module_in(db, room))
    visits = visits_by_slide(stays, Times(room.started_at, room.ended_at), ids)
    speech = taught_passages(_sounds(db, room, channel))
    heard = {slide_id: within(passages, speech) for slide_id, passages in visits.items()}
    return {slide_id: passages for slide_id, passages in heard.items() if passages}


def _sounds(db: Session, room: Room, channel: str) -> list[Sound]:
    rows = db.execute(
        select(RecordedSound.begins_ms, RecordedSound.ends_ms, Member.role)
        .join(Member, Member.id == RecordedSound.member_id)
        .where(RecordedSound.room_id == room.id, RecordedSound.channel == channel)
        .order_by(RecordedSound.begins_ms)
    )
    began_ms = 0 if room.started_at is None else round(room.started_at.timestamp() * 1000)
    return [
        # An interpreter is no participant who asks, whatever their role.
        Sound(begin - began_ms, end - began_ms, channel != FLOOR or role is not Role.PARTICIPANT)
        for begin, end, role in rows
    ]

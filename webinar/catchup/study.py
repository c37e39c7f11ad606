"""What a learner missed live, for the pages of their course."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from webinar.catchup.offer import Offer, offer_of
from webinar.catchup.phrases import missed_words
from webinar.courses.models import Course, Learner
from webinar.courses.queries import rooms_of_course
from webinar.kit.tokens import read_code
from webinar.rooms.models import RoomState
from webinar.rooms.queries import find_room
from webinar.rooms.titles import title_in


def home_context(db: Session, course: Course, learner: Learner) -> dict[str, Any]:
    """`missed`: of each session what is left, in words; `replays`: those that can be watched."""
    rooms = [one for one in rooms_of_course(db, course) if one.started_at is not None]
    offers = (offer_of(db, room, course, learner) for room in rooms)
    return {
        "missed": [
            {
                "code": one.room.code,
                "title": title_in(one.room, learner.language),
                "words": missed_words(one),
                "minutes": one.minutes,
            }
            for one in offers
            if one is not None and one.minutes
        ],
        "replays": [
            {"code": room.code, "title": title_in(room, learner.language)}
            for room in rooms
            if room.state is RoomState.ENDED
        ],
    }


def walk(db: Session, course: Course, learner: Learner, room_code: str) -> list[str]:
    """The ids of the slides that this learner missed there, in order; empty for nothing."""
    found = offer_at(db, course, learner, room_code)
    return found.walk if found else []


class Step(NamedTuple):
    """One slide of the walk: its place, from 1, of how many, and the ids of those beside it.

    Both are empty at the ends, and where the slide is not on the way.
    """

    room: str
    number: int
    whole: int
    before: str
    after: str


def step_of(
    db: Session, course: Course, learner: Learner | None, room_code: str, slide: str
) -> Step | None:
    """Where this slide is on the way through what was missed there; None if nothing was."""
    way = walk(db, course, learner, read_code(room_code)) if learner and room_code else []
    if not way:
        return None
    if slide not in way:
        return Step(room_code, 0, len(way), "", way[0])
    at = way.index(slide)
    return Step(
        room_code,
        at + 1,
        len(way),
        way[at - 1] if at else "",
        way[at + 1] if at + 1 < len(way) else "",
    )


def offer_at(db: Session, course: Course, learner: Learner, room_code: str) -> Offer | None:
    """None also for a code of no session of this course."""
    room = find_room(db, room_code)
    return None if room is None else offer_of(db, room, course, learner)

"""A learner's missed live slides, for the pages of their course."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy.orm import Session

from webinar.kit.tokens import read_code
from webinar.learn.catchup.offer import Offer, offer_of
from webinar.learn.courses.models import Course, Learner
from webinar.room.rooms.queries import find_room


def walk(db: Session, course: Course, learner: Learner, room_code: str) -> list[str]:
    """Return the ids of the slides that this learner missed in this session, in order."""
    found = offer_at(db, course, learner, room_code)
    return found.walk if found else []


class Step(NamedTuple):
    """A slide's place in the walk: its number from 1, the number of all, and its neighbours' ids.

    An id is empty if there is no such neighbour. For a slide that is not in the walk, `number` is
    0 and `after` is the first slide of the walk.
    """

    room: str
    number: int
    whole: int
    before: str
    after: str


def step_of(
    db: Session, course: Course, learner: Learner | None, room_code: str, slide: str
) -> Step | None:
    """Return the slide's place in the walk through the missed slides; None if none was missed."""
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
    """Return the offer for this session; None also if no session of the course has this code."""
    room = find_room(db, room_code)
    return None if room is None else offer_of(db, room, course, learner)

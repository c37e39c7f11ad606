"""A learner's missed live slides, for the pages of their course."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy.orm import Session

from webinar.kit.tokens import read_code
from webinar.learn.catchup.offer import Offer, offer_of
from webinar.learn.courses.models import Course, Learner
from webinar.room.rooms.queries import find_room


def walk(db: Session, course: Course, learner: Learner, room_code: str) -> list[str]:
    """The ids of the slides that this learner missed there, in order; empty for nothing."""
    found = offer_at(db, course, learner, room_code)
    return found.walk if found else []


class Step(NamedTuple):
    """A step of the walk: a slide, its place from 1 and the number of all, and its neighbours' ids.

    Both ids are empty at the ends, and where the slide is not on the way.
    """

    room: str
    number: int
    whole: int
    before: str
    after: str


def step_of(
    db: Session, course: Course, learner: Learner | None, room_code: str, slide: str
) -> Step | None:
    """Return the slide's place on the way through the missed slides; None if none was missed."""
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
    """Return the offer for this session; None also for a code of no session of this course."""
    room = find_room(db, room_code)
    return None if room is None else offer_of(db, room, course, learner)

"""The walk through the slides that a learner missed in a session, on the pages of the course."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy.orm import Session

from webinar.kit.tokens import read_code
from webinar.learn.catchup.offer import Offer, offer_of
from webinar.learn.courses.models import Course, Learner
from webinar.room.rooms.queries import find_room


def walk(db: Session, course: Course, learner: Learner, room_code: str) -> list[str]:
    """Return the ids of the slides that this learner missed in this session, in order."""
    offer = offer_at(db, course, learner, room_code)
    return offer.walk if offer else []


class Step(NamedTuple):
    """A slide's place in the walk: its number from 1, the walk's length, and its neighbours' ids.

    `room` is the session's code. An id is empty if there is no such neighbour. For a slide that is
    not in the walk, `number` is 0 and `after` is the first slide of the walk.
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
    slide_ids = walk(db, course, learner, read_code(room_code)) if learner and room_code else []
    if not slide_ids:
        return None
    if slide not in slide_ids:
        return Step(room_code, 0, len(slide_ids), "", slide_ids[0])
    index = slide_ids.index(slide)
    return Step(
        room_code,
        index + 1,
        len(slide_ids),
        slide_ids[index - 1] if index else "",
        slide_ids[index + 1] if index + 1 < len(slide_ids) else "",
    )


def offer_at(db: Session, course: Course, learner: Learner, room_code: str) -> Offer | None:
    """Return the offer for this session; None also if no session of the course has this code."""
    room = find_room(db, room_code)
    return None if room is None else offer_of(db, room, course, learner)

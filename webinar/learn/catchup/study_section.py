"""Lists the sessions that a learner missed in part, on the pages of their course."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from webinar.learn.catchup.offer import offer_of
from webinar.learn.catchup.phrases import missed_words
from webinar.learn.catchup.walk import step_of
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import rooms_of_course
from webinar.room.rooms.models import RoomState
from webinar.room.rooms.titles import title_in

TEMPLATE = "learn/catchup/study.html"


def home_context(db: Session, course: Course, learner: Learner) -> dict[str, Any]:
    """Return `missed`, the slides and polls left in each session, and `replays` to watch."""
    rooms = [room for room in rooms_of_course(db, course) if room.started_at is not None]
    offers = (offer_of(db, room, course, learner) for room in rooms)
    return {
        "missed": [
            {
                "code": offer.room.code,
                "title": title_in(offer.room, learner.language),
                "words": missed_words(offer),
                "minutes": offer.minutes,
            }
            for offer in offers
            if offer is not None and offer.minutes
        ],
        "replays": [
            {"code": room.code, "title": title_in(room, learner.language)}
            for room in rooms
            if room.state is RoomState.ENDED
        ],
    }


def slide_context(
    db: Session, course: Course, learner: Learner | None, slide_id: str, values: Mapping[str, str]
) -> dict[str, Any]:
    """Return `step`: the slide's place in the walk through the slides missed in a session."""
    return {"step": step_of(db, course, learner, values.get("missed", ""), slide_id)}

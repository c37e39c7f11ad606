"""Puts the times at which a course opens and closes, and other instants, into words."""

from __future__ import annotations

from datetime import datetime

from flask import g, request
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.shown_times import shown_time
from webinar.kit.zones import is_zone
from webinar.learn.courses.models import Course
from webinar.people.accounts.models import User

_UTC = "UTC"
# Set by `static/js/learn/study/time_zone.ts`.
_ZONE_COOKIE = "zone"


def read_zone(db: Session, course: Course) -> None:
    """Show this page's times in the reader's time zone, if their browser has sent it.

    If not, show them in the time zone of the course's organiser.
    """
    owner = db.get(User, course.owner_id)
    zones = [request.cookies.get(_ZONE_COOKIE, ""), owner.time_zone if owner else ""]
    g.course_zone = next(filter(is_zone, zones), _UTC)


def reader_zone() -> str:
    """Return the time zone in which this page shows times."""
    zone: str = g.get("course_zone", _UTC)
    return zone


def in_words(instant: datetime) -> str:
    """Return the day, the time and the place of the time zone."""
    local = shown_time(instant, reader_zone())
    return f"{local.whole} ({local.place})"


def state_words(course: Course) -> dict[str, str]:
    """Return `state` (`early`, `over` or `open`), and `opens` and `closes` in words or empty."""
    now, opens, closes = clock.now(), course.opens_at, course.closes_at
    state = "open"
    if opens is not None and now < opens:
        state = "early"
    elif closes is not None and now >= closes:
        state = "over"
    return {
        "state": state,
        "opens": in_words(opens) if opens else "",
        "closes": in_words(closes) if closes else "",
    }

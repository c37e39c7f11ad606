"""When a course opens and closes, and when something was written, in words."""

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
# By `static/js/learn/study/clock.ts`.
_ZONE_COOKIE = "zone"


def read_zone(db: Session, course: Course) -> None:
    """Show this page's times by the reader's clock, if their browser has told it.

    If not, show them by a clock where the course's organiser is.
    """
    owner = db.get(User, course.owner_id)
    zones = [request.cookies.get(_ZONE_COOKIE, ""), owner.time_zone if owner else ""]
    g.course_zone = next(filter(is_zone, zones), _UTC)


def in_words(instant: datetime) -> str:
    """Day, time and the place whose clock shows them."""
    shown = shown_time(instant, g.get("course_zone", _UTC))
    return f"{shown.whole} ({shown.place})"


def state_words(course: Course) -> dict[str, str]:
    """`state` is `early`, `over` or `open`; `opens` and `closes` are words, or empty."""
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

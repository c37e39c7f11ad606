"""Reads what a poster says of a session or of a course, in one language."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from flask import url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from config import Settings
from webinar.kit.languages import LANGUAGES
from webinar.kit.numerals import digits
from webinar.kit.shown_times import shown_time
from webinar.learn.courses import queries as courses
from webinar.learn.courses.models import Course
from webinar.learn.courses.page import address_of, zone_of
from webinar.people.accounts.models import User
from webinar.results.certificates.drafting import institution_of
from webinar.results.certificates.emblems import Picture, file_of
from webinar.results.posters.paper import Poster, poster
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import title_in


class Head(NamedTuple):
    """The head of every poster, and the server's name as people type it."""

    institution: str
    emblem: str
    host: str


def head_of(settings: Settings, emblem: Picture | None) -> Head:
    return Head(
        institution_of(settings),
        "" if emblem is None else file_of(emblem.digest, emblem.suffix),
        settings.public_url.partition("://")[2],
    )


def session_poster(room: Room, language: str, settings: Settings, head: Head) -> Poster:
    """Return the poster of the session, with its day, its time and the place of its clock."""
    lines = []
    if room.planned_at is not None:
        with force_locale(LANGUAGES[language].locale):
            when = shown_time(room.planned_at, room.time_zone)
            lines = [when.day, f"{when.time} ({when.place})"]
    return poster(
        language,
        title_in(room, language),
        [digits(line, language) for line in lines],
        room.code,
        settings.public_url + url_for("rooms.join", code=room.code),
        **head._asdict(),
    )


def course_poster(course: Course, user: User, language: str, head: Head) -> Poster:
    """Return the poster of the course, with the times at which it opens and closes, if it does."""
    with force_locale(LANGUAGES[language].locale):
        lines = [
            f"{word}: {_in_words(at, zone_of(user))}"
            for word, at in ((_("opens"), course.opens_at), (_("closes"), course.closes_at))
            if at is not None
        ]
    return poster(
        language,
        courses.title_in(course, language),
        [digits(line, language) for line in lines],
        course.code,
        address_of(course),
        **head._asdict(),
    )


def _in_words(at: datetime, zone: str) -> str:
    when = shown_time(at, zone)
    return f"{when.whole} ({when.place})"

"""The time of a session in words: at its place, and at the reader's place if that differs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from babel.dates import format_time, get_timezone, get_timezone_location
from flask_babel import get_locale
from flask_babel import gettext as _

from webinar.kit.days import day_in_words, short_day
from webinar.kit.numerals import comma
from webinar.kit.zones import is_zone, local_time


@dataclass(frozen=True)
class ShownTime:
    """`day` and `time` as a clock in `place` shows them.

    `elsewhere` is the time at the reader's place, or empty; it names the day only if that differs.
    """

    day: str
    time: str
    place: str
    elsewhere: str = ""

    @property
    def whole(self) -> str:
        return str(_("%(date)s, %(time)s", date=self.day, time=self.time))


def shown_time(instant: datetime, zone: str, reader_zone: str = "") -> ShownTime:
    """The instant for a reader whose time zone is `reader_zone`, which is empty if unknown."""
    session_time = local_time(instant, zone)
    without_reader = ShownTime(_day(session_time), _time(session_time), place_of(zone))
    if not is_zone(reader_zone):
        return without_reader
    reader_time = local_time(instant, reader_zone)
    # Two names for the same clock tell the reader nothing.
    if reader_time.utcoffset() == session_time.utcoffset():
        return without_reader
    words = f"{_time(reader_time)} {place_of(reader_zone)}"
    if reader_time.date() != session_time.date():
        words = f"{short_day(reader_time.date())}{comma()}{words}"
    return ShownTime(without_reader.day, without_reader.time, without_reader.place, words)


def place_of(zone: str) -> str:
    """The city of a zone in the reader's language: `Almaty` for `Asia/Almaty`."""
    if "/" not in zone or not is_zone(zone):
        return zone
    return get_timezone_location(get_timezone(zone), locale=get_locale(), return_city=True)


def _day(local: datetime) -> str:
    return day_in_words(local, "full")


def _time(local: datetime) -> str:
    return format_time(local, "short", locale=get_locale())

"""Sessions as entries of a calendar (RFC 5545), each in its own time zone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Event, Parameters

PRODUCT = "-//webinar//sessions//EN"


class Conference(NamedTuple):
    """A way into a call (RFC 7986, 5.11): an https or tel address, and its name for the reader.

    `features` are some of AUDIO, VIDEO and PHONE. `language` is empty for all languages.
    """

    address: str
    features: tuple[str, ...]
    label: str
    language: str = ""


class Entry(NamedTuple):
    """A session in its reader's words. `uid` stays the same, `sequence` only rises.

    `address` is the session's own page. `place`, if not empty, follows it in the location.
    """

    uid: str
    sequence: int
    title: str
    starts: datetime
    minutes: int
    zone: str
    address: str
    is_cancelled: bool
    description: str = ""
    place: str = ""
    conferences: tuple[Conference, ...] = ()


def calendar(name: str, entries: Iterable[Entry], now: datetime) -> bytes:
    """Return a file that calendars import or fetch; a moved session replaces its earlier entry."""
    # Imported here, because the library is large and few requests need it.
    from icalendar import Calendar

    ics = Calendar()
    ics.add("prodid", PRODUCT)
    ics.add("version", "2.0")
    ics.add("method", "PUBLISH")
    ics.add("x-wr-calname", name)
    # The interval at which a subscribed calendar should ask again.
    ics.add("x-published-ttl", "PT1H")
    for entry in entries:
        ics.add_component(_event(entry, now))
    ics.add_missing_timezones()
    return bytes(ics.to_ical())


def _event(entry: Entry, now: datetime) -> Event:
    from icalendar import Event, vUri

    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", now)
    event.add("summary", entry.title)
    starts = entry.starts.astimezone(ZoneInfo(entry.zone))
    # Add to the instant, not to the local time: the clocks may change during the session.
    ends = entry.starts + timedelta(minutes=entry.minutes)
    event.add("dtstart", starts)
    event.add("dtend", ends.astimezone(ZoneInfo(entry.zone)))
    if entry.description:
        event.add("description", entry.description)
    event.add("url", entry.address)
    # The session's own page comes first: attendance counts there, and not in the call.
    event.add("location", " · ".join(filter(None, (entry.address, entry.place))))
    for conference in entry.conferences:
        event.add("conference", vUri(conference.address), parameters=_parameters(conference))
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    return event


def _parameters(conference: Conference) -> Parameters:
    from icalendar import Parameters

    parameters = Parameters(VALUE="URI", FEATURE=list(conference.features), LABEL=conference.label)
    if conference.language:
        parameters["LANGUAGE"] = conference.language
    return parameters

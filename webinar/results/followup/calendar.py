"""Steps as calendar entries (RFC 5545): the due day of each, and the hour of checking back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//webinar//steps//EN"
# Checking back is entered for the morning; a quarter of an hour is enough to ask.
CHECK_BACK_AT = time(9, 0)
CHECK_BACK_TAKES = timedelta(minutes=15)


class Entry(NamedTuple):
    """A step in its reader's words. `uid` never changes, and `sequence` only rises.

    `summary` is the title of the entry for the due day, `check_back_summary` the title of the entry
    for checking back.
    """

    uid: str
    sequence: int
    changed: datetime
    summary: str
    check_back_summary: str
    description: str
    due: date | None
    check_back: date | None


def calendar(
    name: str, entries: Iterable[Entry], zone: ZoneInfo, address: str, now: datetime
) -> bytes:
    """Return a file that calendars import; importing it again replaces the entries that changed."""
    # Imported here, because the library is large and few requests need it.
    from icalendar import Calendar

    ics = Calendar()
    ics.add("prodid", PRODUCT)
    ics.add("version", "2.0")
    ics.add("method", "PUBLISH")
    ics.add("x-wr-calname", name)
    ics.add("x-wr-timezone", zone.key)
    for entry in entries:
        if entry.due is not None:
            event = _event(entry, "due", entry.summary, address, now)
            event.add("dtstart", entry.due)
            event.add("dtend", entry.due + timedelta(days=1))
            ics.add_component(event)
        if entry.check_back is not None:
            event = _event(entry, "check", entry.check_back_summary, address, now)
            begin = datetime.combine(entry.check_back, CHECK_BACK_AT, zone)
            event.add("dtstart", begin)
            event.add("dtend", begin + CHECK_BACK_TAKES)
            ics.add_component(event)
    ics.add_missing_timezones()
    return bytes(ics.to_ical())


def _event(entry: Entry, purpose: str, summary: str, address: str, now: datetime) -> Event:
    from icalendar import Event

    name, _, host = entry.uid.partition("@")
    event = Event()
    event.add("uid", f"{name}-{purpose}@{host}")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", now)
    event.add("last-modified", entry.changed)
    event.add("summary", summary)
    if entry.description:
        event.add("description", entry.description)
    event.add("url", address)
    # A due day must not mark its owner as busy.
    event.add("transp", "TRANSPARENT")
    return event

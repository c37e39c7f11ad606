"""Sessions as entries of a calendar (RFC 5545), each in its own time zone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Alarm, Calendar, Event, Parameters, Timezone, vCalAddress

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

    `address` is the session's own page. `place`, if not empty, follows it in the location. An alarm
    goes off `alarm_minutes` before the session; 0 means none.
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
    alarm_minutes: int = 0


class Party(NamedTuple):
    """Somebody who invites or is invited, by name and e-mail address."""

    name: str
    address: str


def calendar(name: str, entries: Iterable[Entry], now: datetime) -> bytes:
    """Return a file that calendars import or fetch; a moved session replaces its earlier entry."""
    ics = _calendar("PUBLISH")
    ics.add("x-wr-calname", name)
    # The interval at which a subscribed calendar should ask again.
    ics.add("x-published-ttl", "PT1H")
    listed = list(entries)
    _add_zones(ics, listed)
    for entry in listed:
        ics.add_component(_event(entry, now))
    return bytes(ics.to_ical())


def method_of(entry: Entry) -> str:
    return "CANCEL" if entry.is_cancelled else "REQUEST"


def invitation(entry: Entry, organizer: Party, attendee: Party, now: datetime) -> bytes:
    """Return the invitation of one person to a session, or its cancellation (RFC 5546, 3.2).

    It holds one event, because all events of a request must have the same UID, and Outlook reads
    only the first. The organizer must be the sender of the letter: calendars take changes from
    nobody else. They need not ask for an answer, since no program reads answers here.
    """
    ics = _calendar(method_of(entry))
    event = _event(entry, now)
    event.add("organizer", _address_of(organizer))
    invited = _address_of(attendee)
    invited.params.update(
        CUTYPE="INDIVIDUAL", ROLE="REQ-PARTICIPANT", PARTSTAT="NEEDS-ACTION", RSVP="FALSE"
    )
    event.add("attendee", invited)
    # Outlook offers to propose another time, which nobody would read.
    event.add("x-microsoft-disallow-counter", "TRUE")
    _add_zones(ics, [entry])
    ics.add_component(event)
    return bytes(ics.to_ical())


def _calendar(method: str) -> Calendar:
    # Imported here, because the library is large and few requests need it.
    from icalendar import Calendar

    ics = Calendar()
    ics.add("prodid", PRODUCT)
    ics.add("version", "2.0")
    ics.add("method", method)
    return ics


def _add_zones(ics: Calendar, entries: Sequence[Entry]) -> None:
    """Describe the zones of these entries in the years that they need."""
    years = [entry.starts.year for entry in entries]
    for zone in sorted({entry.zone for entry in entries} - {"UTC"}):
        ics.add_component(_zone(zone, min(years) - 1, max(years) + 2))


@lru_cache(maxsize=64)
def _zone(zone: str, first_year: int, end_year: int) -> Timezone:
    """Return the description of a zone from the first year on, until `end_year` begins.

    A long history makes the file several times as large, and some programs misread it. The
    library looks at each hour, which takes ten times as long as the rest of a file.
    """
    from icalendar import Timezone

    return Timezone.from_tzid(
        zone, first_date=date(first_year, 1, 1), last_date=date(end_year, 1, 1)
    )


def _address_of(party: Party) -> vCalAddress:
    from icalendar import vCalAddress

    address = vCalAddress(f"mailto:{party.address}")
    if party.name:
        # No parameter can contain a quotation mark (RFC 5545, 3.2).
        address.params["CN"] = party.name.replace('"', "'")
    return address


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
    if entry.alarm_minutes and not entry.is_cancelled:
        event.add_component(_alarm(entry))
    return event


def _alarm(entry: Entry) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.title)
    alarm.add("trigger", timedelta(minutes=-entry.alarm_minutes))
    return alarm


def _parameters(conference: Conference) -> Parameters:
    from icalendar import Parameters

    parameters = Parameters(VALUE="URI", FEATURE=list(conference.features), LABEL=conference.label)
    if conference.language:
        parameters["LANGUAGE"] = conference.language
    return parameters

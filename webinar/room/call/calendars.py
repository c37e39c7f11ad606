"""The call beside a session in a calendar file (RFC 5545, RFC 7986), always without its PIN.

Calendars are shared with colleagues and copied to other services, so the PIN stays on the pages of
the session and in personal letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import pgettext

from webinar.kit.files.ics import Conference
from webinar.room.call.entries import dialled
from webinar.room.call.wire import CallDetails
from webinar.room.call.words import lines, number_in_text


class CalendarCall(NamedTuple):
    """The parts of a calendar entry about the call: `description` has several lines, or is ""."""

    description: str = ""
    place: str = ""
    conferences: tuple[Conference, ...] = ()


def calendar_call(calls: Sequence[CallDetails]) -> CalendarCall:
    """Return the parts for a reader who sees these entries of one session, in their language."""
    texts = [line for call in calls for line in lines(call, with_pin=False)]
    if any(call.pin for call in calls):
        texts.append(_("The PIN is on the page of the session."))
    conferences = tuple(way for call in calls for way in _ways(call))
    place = next((call.link or call.phone for call in calls if call.link or call.phone), "")
    return CalendarCall("\n".join(texts), place, conferences)


def _ways(call: CallDetails) -> list[Conference]:
    ways = []
    if call.link:
        label = pgettext("beside a session", "Call")
        ways.append(Conference(call.link, ("AUDIO", "VIDEO"), label, call.language))
    if call.phone:
        label = f"{_('By telephone:')} {number_in_text(call.phone)}"
        ways.append(Conference(dialled(call.phone), ("AUDIO", "PHONE"), label, call.language))
    return ways

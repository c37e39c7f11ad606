"""When a session is to be: from the date, the time and the place that somebody typed. No Flask."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from webinar.kit.errors import Refused
from webinar.kit.text import whole_number
from webinar.kit.zones import is_zone, local_time

DEFAULT_ZONE = "Asia/Almaty"
SHORTEST_MINUTES = 5
LONGEST_MINUTES = 600
# Somebody may set up a session that has just begun, but not one of last week.
_GRACE = timedelta(hours=1)


def planned_instant(day: str, time: str, zone: str, now: datetime) -> datetime | None:
    """The instant of a local date (`2026-11-24`) and time (`09:30`); None if both are empty.

    Refused: `time_zone_unknown`, `time_invalid`, `time_past`, and `time_skipped` for a time that
    the clocks leave out when they go forward. One that comes twice means the first.
    """
    place = _zone(zone)
    if not day and not time:
        return None
    try:
        local = datetime.fromisoformat(f"{day}T{time}")
        instant = local.replace(tzinfo=place).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Refused("time_invalid") from error
    if local.tzinfo is not None:
        raise Refused("time_invalid")
    # There and back: only a time that no clock there shows comes back as another one.
    if instant.astimezone(place).replace(tzinfo=None) != local:
        raise Refused("time_skipped")
    if instant < now - _GRACE:
        raise Refused("time_past")
    return instant


def replanned_instant(
    day: str, time: str, zone: str, now: datetime, before: datetime | None
) -> datetime | None:
    """Return the instant for a session planned for `before`, which may stay, past or not.

    So a local time that occurs twice keeps its instant. Refused as `planned_instant` does.
    """
    _zone(zone)
    if before is not None and f"{day}T{time}" == local_time(before, zone).isoformat()[:16]:
        return before
    return planned_instant(day, time, zone, now)


def planned_minutes(typed: str, usual: int | None = None) -> int:
    """Return the session's planned minutes; `usual`, if given, where nothing is typed.

    Refused: `minutes_invalid`.
    """
    if usual is not None and not typed.strip():
        return usual
    minutes = whole_number(typed.strip(), LONGEST_MINUTES)
    if minutes is None or minutes < SHORTEST_MINUTES:
        raise Refused("minutes_invalid")
    return minutes


def usual_minutes(module_minutes: int) -> int:
    """Return the module's minutes, or as near to them as a session may be."""
    return min(max(module_minutes, SHORTEST_MINUTES), LONGEST_MINUTES)


def _zone(name: str) -> ZoneInfo:
    # From the list and not from the name: ZoneInfo reads a file of that name.
    if not is_zone(name):
        raise Refused("time_zone_unknown")
    return ZoneInfo(name)

"""Computes when a session takes place from a typed date, time and time zone. No Flask."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from webinar.kit.errors import Refused
from webinar.kit.text import whole_number
from webinar.kit.zones import is_zone, local_time

DEFAULT_ZONE = "Asia/Almaty"
SHORTEST_MINUTES = 5
LONGEST_MINUTES = 600
# An organiser may plan a session that has just begun, but not one of last week.
_GRACE = timedelta(hours=1)


def planned_instant(day: str, time: str, zone: str, now: datetime) -> datetime | None:
    """Return the instant of a local date (`2026-11-24`) and time (`09:30`); None if both are empty.

    Refused: `time_zone_unknown`, `time_invalid`, `time_past`, and `time_skipped` for a time that
    the clocks skip when they go forward. A time that occurs twice means the first.
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
    # Convert to UTC and back: only a time that the clocks skip comes back as a different one.
    if instant.astimezone(place).replace(tzinfo=None) != local:
        raise Refused("time_skipped")
    if instant < now - _GRACE:
        raise Refused("time_past")
    return instant


def replanned_instant(
    day: str, time: str, zone: str, now: datetime, old_instant: datetime | None
) -> datetime | None:
    """Return the new instant of a session that was planned for `old_instant`.

    If the local time is unchanged, `old_instant` stays, even if it is past or occurs twice.
    Otherwise refuses as `planned_instant` does.
    """
    _zone(zone)
    if (
        old_instant is not None
        and f"{day}T{time}" == local_time(old_instant, zone).isoformat()[:16]
    ):
        return old_instant
    return planned_instant(day, time, zone, now)


def planned_minutes(typed: str, usual: int | None = None) -> int:
    """Return the planned minutes as typed. If nothing is typed, return `usual`.

    Refused: `minutes_invalid`, also if nothing is typed and there is no `usual`.
    """
    if usual is not None and not typed.strip():
        return usual
    minutes = whole_number(typed.strip(), LONGEST_MINUTES)
    if minutes is None or minutes < SHORTEST_MINUTES:
        raise Refused("minutes_invalid")
    return minutes


def usual_minutes(module_minutes: int) -> int:
    """Return the module's minutes, limited to the shortest and longest length of a session."""
    return min(max(module_minutes, SHORTEST_MINUTES), LONGEST_MINUTES)


def _zone(name: str) -> ZoneInfo:
    # Check the name against the list first, because ZoneInfo opens a file of that name.
    if not is_zone(name):
        raise Refused("time_zone_unknown")
    return ZoneInfo(name)

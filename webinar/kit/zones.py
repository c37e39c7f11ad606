"""Time zones: the zones of the tz database, and an instant as a clock there shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

# The zones of the tz database that are places; the rest are old names and fixed offsets.
_REGIONS = "UTC Africa America Antarctica Asia Atlantic Australia Europe Indian Pacific".split()


def is_zone(zone: str) -> bool:
    return zone in _names()


def local_time(instant: datetime, zone: str) -> datetime:
    """The instant as a clock in that zone shows it; in UTC where the zone has been abolished."""
    return instant.astimezone(ZoneInfo(zone) if zone in _names() else UTC)


@lru_cache(maxsize=2)
def zones_by_region(day: date) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Per region its zones as (`Asia/Almaty`, `Asia/Almaty, UTC+05:00`), with that day's offset."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    regions: dict[str, list[tuple[str, str]]] = {region: [] for region in _REGIONS}
    for name in sorted(_names()):
        region = name.partition("/")[0]
        if region in regions:
            offset = noon.astimezone(ZoneInfo(name)).isoformat()[-6:]
            regions[region].append((name, f"{name}, UTC{offset}"))
    return regions


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(available_timezones())

"""The time zones as a form offers them: by city and country, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from babel.core import Locale, get_global
from flask_babel import get_locale

from webinar.kit.numerals import comma
from webinar.kit.zones import zones_by_region


def zone_choices(day: date) -> Sequence[tuple[str, str]]:
    """Return each zone as (`Asia/Almaty`, `Алматы, Казахстан, UTC+05:00`), with that day's offset.

    They are sorted by the words, so that the first letters typed in the list find a city.
    """
    return _choices(day, str(get_locale() or "en"), comma())


@lru_cache(maxsize=10)
def _choices(day: date, language: str, separator: str) -> Sequence[tuple[str, str]]:
    locale = Locale.parse(language)
    territories, aliases = get_global("zone_territories"), get_global("zone_aliases")
    choices = []
    for zones in zones_by_region(day).values():
        for name, with_offset in zones:
            offset = with_offset.rpartition(", ")[2]
            place = aliases.get(name, name)
            country = locale.territories.get(territories.get(place, ""), "")
            if country and "/" in name:
                words = _joined(_city(locale, name, place), country, separator)
            else:
                words = name
            choices.append((name, f"{words}{separator}{offset}"))
    return sorted(choices, key=lambda choice: (choice[1].casefold(), choice[0]))


def _joined(city: str, country: str, separator: str) -> str:
    """Name the country alone if it begins with the city's name, as that of Hong Kong does."""
    return country if country.startswith(city) else f"{city}{separator}{country}"


def _city(locale: Locale, name: str, place: str) -> str:
    """Return the city of a zone; the locale may know it by the zone's newer or older name."""
    for known in (name, place, *_older_names().get(place, ())):
        city = locale.time_zones.get(known, {}).get("city")
        if city:
            return str(city)
    return name.rpartition("/")[2].replace("_", " ")


@lru_cache(maxsize=1)
def _older_names() -> Mapping[str, Sequence[str]]:
    older: dict[str, list[str]] = {}
    for name, place in get_global("zone_aliases").items():
        older.setdefault(place, []).append(name)
    return older

"""Tables of words that are made once for each language, not for each page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, wraps
from types import MappingProxyType
from typing import TypeVar

from babel import Locale
from flask_babel import get_locale

W = TypeVar("W")


def per_language(
    make: Callable[[], Mapping[str, W]],
) -> Callable[[], MappingProxyType[str, W]]:
    """Have `make` called once for each language, and keep its tables while the process lives.

    The table may depend on the language of the page and on nothing else: no setting, room, person
    or request. All callers get the same table, so it cannot be changed; `|` and `{**…}` copy it.
    """

    @cache
    def table_of(_locale: Locale | None) -> MappingProxyType[str, W]:
        return MappingProxyType({**make()})

    @wraps(make)
    def words() -> MappingProxyType[str, W]:
        return table_of(get_locale())

    return words

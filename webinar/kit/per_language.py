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
    """The table that `make` returns in the language of the page, kept while the process lives.

    For what depends on that language and on nothing else: no setting, room, person or request.
    Everybody is given the same table, so it cannot be changed; `|` and `{**…}` make another one.
    """

    @cache
    def made(_locale: Locale | None) -> MappingProxyType[str, W]:
        return MappingProxyType({**make()})

    @wraps(make)
    def words() -> MappingProxyType[str, W]:
        return made(get_locale())

    return words

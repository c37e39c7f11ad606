"""The language a reader gets if theirs is missing."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")

# The languages to try after the wanted one and before English. The readers of these languages
# commonly have Russian as their second.
NEXT_BEST: Mapping[str, tuple[str, ...]] = {
    "kk": ("ru",),
    "ky": ("ru",),
    "tg": ("ru",),
    "tk": ("ru",),
    "uz": ("ru",),
}


def base_language(language: str) -> str:
    """The language without its region: `fa` of `fa-AF`."""
    return language.split("-", 1)[0]


def resolve(texts: Mapping[str, T], wanted: str) -> tuple[str, T]:
    """The text for a reader of `wanted`, and the language it is in.

    The order is: the wanted language, its base, its next best, English, then the first key of
    `texts`, which is the reference language of the module. `texts` must not be empty.
    """
    for language in _candidates(wanted):
        if language in texts:
            return language, texts[language]
    return next(iter(texts.items()))


def is_fallback(found: str, wanted: str) -> bool:
    """Whether a page should mention the fallback: a reader of `fa-AF` needs no notice for `fa`."""
    return base_language(found) != base_language(wanted)


def _candidates(wanted: str) -> Iterator[str]:
    base = base_language(wanted)
    yield wanted
    yield base
    yield from NEXT_BEST.get(base, ())
    yield "en"

"""The language a reader gets if theirs is missing."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")

# The languages to try after the reader's own and before English. The readers of these languages
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


def resolve(texts: Mapping[str, T], reader_language: str) -> tuple[str, T]:
    """The text for a reader of `reader_language`, and the language it is in.

    The order is: the reader's language, its base, its next best, English, then the first key of
    `texts`, which is the reference language of the module. `texts` must not be empty.
    """
    for language in _candidates(reader_language):
        if language in texts:
            return language, texts[language]
    return next(iter(texts.items()))


def is_fallback(text_language: str, reader_language: str) -> bool:
    """Whether a page should mention the fallback: a reader of `fa-AF` needs no notice for `fa`."""
    return base_language(text_language) != base_language(reader_language)


def _candidates(reader_language: str) -> Iterator[str]:
    base = base_language(reader_language)
    yield reader_language
    yield base
    yield from NEXT_BEST.get(base, ())
    yield "en"

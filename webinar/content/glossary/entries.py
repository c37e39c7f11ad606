"""The glossary for readers of one language: sorted, grouped by letter, and searched."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import msgspec

from webinar.content.lessons.glossary import Glossary, Term
from webinar.kit.alphabets import first_letter, folded, sort_key
from webinar.kit.language_fallback import is_fallback, resolve
from webinar.kit.languages import LANGUAGES

# Each word of a query is searched for in every entry, and nobody needs a longer query.
MAX_QUERY_CHARACTERS = 100


class Entry(msgspec.Struct, frozen=True):
    """A term as one page shows it. `others` are its names in the other languages, by language.

    `search` is the text that a search looks through: names and meanings in all languages.
    """

    id: str
    term: str
    also: list[str]
    meaning: str
    language: str
    is_fallback: bool
    others: dict[str, str]
    search: str


class Letter(msgspec.Struct, frozen=True):
    """A letter of the list and its entries; `letter` is "" for terms that begin with no letter."""

    letter: str
    entries: list[Entry]


def entries(glossary: Glossary, language: str) -> list[Entry]:
    """Return all terms in the order of the language, with untranslated terms sorted in."""
    unsorted = [_entry(term, language) for term in glossary.terms.values()]
    return sorted(unsorted, key=lambda entry: sort_key(entry.term, language))


def matching(all_entries: Iterable[Entry], query: str) -> list[Entry]:
    """Return the entries with every word of the query, in any place and language."""
    words = folded(query[:MAX_QUERY_CHARACTERS]).split()
    return [entry for entry in all_entries if all(word in entry.search for word in words)]


def by_letter(sorted_entries: Iterable[Entry], language: str) -> list[Letter]:
    """Group the entries, which must be sorted, by their first letters."""
    groups = groupby(sorted_entries, key=lambda entry: first_letter(entry.term, language))
    return [Letter(letter, list(group)) for letter, group in groups]


def direction_of(language: str) -> str:
    """Return the direction of a language's script; `auto` leaves an unknown one to the browser."""
    return LANGUAGES[language].direction if language in LANGUAGES else "auto"


def _entry(term: Term, language: str) -> Entry:
    shown_language, text = resolve(term.text, language)
    others = {tag: other.term for tag, other in term.text.items() if tag != shown_language}
    names = (
        word
        for wording in term.text.values()
        for word in (wording.term, *wording.also, wording.meaning)
    )
    return Entry(
        id=term.id,
        term=text.term,
        also=text.also,
        meaning=text.meaning,
        language=shown_language,
        is_fallback=is_fallback(shown_language, language),
        others=others,
        search=folded(" ".join(names)),
    )

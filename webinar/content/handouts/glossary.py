"""The terms that a hand-out uses, with their meaning and their names in the other languages."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from webinar.content.handouts.wording import Writing, name_of, writing
from webinar.content.lessons.glossary import Glossary, Term
from webinar.kit.alphabets import sort_key
from webinar.kit.language_fallback import resolve


class OtherName(msgspec.Struct):
    language: str
    writing: Writing
    term: str


class TermEntry(msgspec.Struct):
    """`writing` describes the language of the meaning, which may differ from the hand-out's."""

    id: str
    term: str
    also: list[str]
    meaning: str
    writing: Writing
    others: list[OtherName]


def entries(glossary: Glossary, used: Iterable[str], language: str) -> list[TermEntry]:
    """Return the entries in alphabetical order. A term that is not in the glossary is left out."""
    unsorted = [_entry(glossary.terms[name], language) for name in used if name in glossary.terms]
    return sorted(unsorted, key=lambda entry: sort_key(entry.term, language))


def _entry(term: Term, language: str) -> TermEntry:
    shown_language, text = resolve(term.text, language)
    others = [
        OtherName(name_of(tag), writing(tag), other.term)
        for tag, other in term.text.items()
        if tag != shown_language
    ]
    return TermEntry(term.id, text.term, text.also, text.meaning, writing(shown_language), others)

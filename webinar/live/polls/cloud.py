"""Counts the words of a cloud, and decides which words count as the same. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from webinar.kit.errors import Refused
from webinar.kit.text import one_line
from webinar.live.polls.view_structs import CloudWord

# The longest word, in characters.
LONGEST = 40
# More words are not legible, and the server must not send a large room thousands of words four
# times a second.
MOST_WORDS = 200

# The same letter typed on another keyboard, by language.
_SAME = {
    "ru": str.maketrans("\u0451", "\u0435"),
    "prs": str.maketrans("\u064a\u0643", "\u06cc\u06a9"),
}
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")


class Written(NamedTuple):
    """A word in the form that is counted, and as the member typed it."""

    word: str
    written: str


class Count(NamedTuple):
    language: str
    word: str
    written: str
    times: int


def words_of(typed: Sequence[str], language: str) -> list[Written]:
    """Return one member's words, each once; words without a letter or digit are left out."""
    by_word: dict[str, Written] = {}
    for typed_word in typed:
        word = normal(typed_word, language)
        if word:
            by_word.setdefault(word, Written(word, one_line(typed_word, LONGEST, "no_choice")))
    return list(by_word.values())


def normal(typed: str, language: str) -> str:
    """Return the form in which a word is counted; words that look the same have the same form."""
    try:
        text = one_line(unicodedata.normalize("NFKC", typed), LONGEST, "no_choice")
    except Refused:
        return ""
    folded = unicodedata.normalize("NFKC", text.casefold()).translate(_SAME.get(language, {}))
    return _EDGE.sub("", folded)[:LONGEST]


def is_word(typed: str) -> bool:
    """Return whether the text holds a letter or a digit, which no language changes."""
    return normal(typed, "") != ""


def id_of(language: str, word: str) -> str:
    """Return a word's id on the wire; the same word in two languages has two ids."""
    return f"{language}:{word}"


def word_of(id_: str) -> tuple[str, str]:
    """Return the language and the word of an id that `id_of` made."""
    language, _, word = id_.partition(":")
    return language, word


def cloud(
    counts: Iterable[Count], hidden: Collection[tuple[str, str]], *, for_hosts: bool
) -> list[CloudWord]:
    """Return the most frequent words, each in its most frequent spelling.

    Only hosts get hidden words, which are marked.
    """
    spellings: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for count in counts:
        spellings[count.language, count.word][count.written] += count.times
    words = [
        CloudWord(
            id=id_of(*key),
            word=min(forms, key=lambda form: (-forms[form], form)),  # noqa: B023  used at once
            language=key[0],
            count=forms.total(),
            **({"hidden": True} if key in hidden else {}),
        )
        for key, forms in spellings.items()
        if for_hosts or key not in hidden
    ]
    return sorted(words, key=lambda word: (-word.count, word.id))[:MOST_WORDS]

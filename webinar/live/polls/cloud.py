"""The words of a cloud, and which of them count as the same. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from webinar.kit.errors import Refused
from webinar.kit.text import one_line
from webinar.live.polls.shown import CloudWord

LONGEST = 40
# More are not legible, and a large room must not be told thousands of them four times a second.
MOST_WORDS = 200

# The same letter typed on another keyboard, by language.
_SAME = {
    "ru": str.maketrans("\u0451", "\u0435"),
    "prs": str.maketrans("\u064a\u0643", "\u06cc\u06a9"),
}
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")


class Written(NamedTuple):
    """A word as it is counted, and as it was typed."""

    word: str
    written: str


class Count(NamedTuple):
    language: str
    word: str
    written: str
    times: int


def words_of(typed: Sequence[str], language: str) -> list[Written]:
    """One member's words, each once; words without a letter or digit are left out."""
    found: dict[str, Written] = {}
    for one in typed:
        word = normal(one, language)
        if word:
            found.setdefault(word, Written(word, one_line(one, LONGEST, "no_choice")))
    return list(found.values())


def normal(typed: str, language: str) -> str:
    """The form in which a word is counted: words that look the same to a reader have the same."""
    try:
        text = one_line(unicodedata.normalize("NFKC", typed), LONGEST, "no_choice")
    except Refused:
        return ""
    folded = unicodedata.normalize("NFKC", text.casefold()).translate(_SAME.get(language, {}))
    return _EDGE.sub("", folded)[:LONGEST]


def is_word(typed: str) -> bool:
    """Whether it holds a letter or a digit, which are such in every language."""
    return normal(typed, "") != ""


def id_of(language: str, word: str) -> str:
    """The name of a cloud's word on the wire: the same word in two languages has two."""
    return f"{language}:{word}"


def word_of(id_: str) -> tuple[str, str]:
    """Language and word of such a name."""
    language, _, word = id_.partition(":")
    return language, word


def cloud(
    counts: Iterable[Count], hidden: Collection[tuple[str, str]], *, for_hosts: bool
) -> list[CloudWord]:
    """The most frequent words, as most wrote them; hidden ones for hosts alone, and marked."""
    written: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one in counts:
        written[one.language, one.word][one.written] += one.times
    words = [
        CloudWord(
            id=id_of(*key),
            word=min(forms, key=lambda form: (-forms[form], form)),  # noqa: B023  used at once
            language=key[0],
            count=forms.total(),
            **({"hidden": True} if key in hidden else {}),
        )
        for key, forms in written.items()
        if for_hosts or key not in hidden
    ]
    return sorted(words, key=lambda word: (-word.count, word.id))[:MOST_WORDS]

"""Finding words in the slides of a course, in the reader's language. No database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from html import unescape
from typing import NamedTuple

from webinar.content.lessons.model import Slide
from webinar.kit.language_fallback import resolve

LONGEST_QUERY = 100
# Words shorter than this are looked for whole; longer ones may lose an ending of so many letters.
_SHORTEST_STEM, _ENDING = 4, 2
_LONGEST_SENTENCE = 240

_BLOCK_ENDS = re.compile(r"</(?:p|li|h\d|td|th|tr|blockquote|pre|summary|div)>|<br[^>]*>")
_TAGS = re.compile(r"<[^>]*>")
_SENTENCE_ENDS = re.compile(r"(?<=[.!?؟…])\s+|\n+")
_WORD = re.compile(r"\w[\w\u0300-\u036f\u064b-\u0652\u200c]*")
# Letters that keyboards write in several ways, and signs that readers leave out.
_SAME = str.maketrans("ёيىك", "еییک", "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u200c")


class Sentence(NamedTuple):
    text: str
    words: tuple[str, ...]


class Searched(NamedTuple):
    """A slide in one language; `after` are the sentences to read only after its answer."""

    slide_id: str
    title: str
    sentences: list[Sentence]
    after: list[Sentence]


class Found(NamedTuple):
    """A slide with the searched words, as pieces `(text, whether it was searched for)`.

    `sentence` is empty if only the title has the words.
    """

    slide_id: str
    title: list[tuple[str, bool]]
    sentence: list[tuple[str, bool]]


def stems_of(query: str) -> list[str]:
    """Return the beginnings of words to look for: long words without their ending."""
    words = [_folded(word) for word in _WORD.findall(unicodedata.normalize("NFC", query))]
    return [word[: max(_SHORTEST_STEM, len(word) - _ENDING)] for word in words]


def searched(slides: Sequence[Slide], language: str) -> list[Searched]:
    """Return the sentences of these slides for a reader of this language."""
    return [
        Searched(
            slide.id,
            _title(slide, language),
            [_read(text) for text in _shown(slide, language)],
            [_read(text) for text in _explained(slide, language)],
        )
        for slide in slides
    ]


def found_in(slides: Sequence[Searched], answered: Collection[str], query: str) -> list[Found]:
    """Return the slides that have all words of the query, in the order of the course.

    The explanation of a slide with a question gives the answer away: it is searched only if the
    slide is among `answered`.
    """
    stems = tuple(set(stems_of(query)))
    found: list[Found] = []
    for slide in slides if stems else ():
        sentences = slide.sentences + (slide.after if slide.slide_id in answered else [])
        if all(any(_hits(sentence, (stem,)) for sentence in sentences) for stem in stems):
            # The heading of the found slide already shows its title, and often asks its question.
            title = set(_split(slide.title))
            others = [sentence for sentence in sentences if sentence.text not in title]
            best = max(others, key=lambda sentence: _hits(sentence, stems), default=None)
            found.append(
                Found(
                    slide.slide_id,
                    list(_pieces(slide.title, stems)),
                    list(_pieces(best.text, stems)) if best and _hits(best, stems) else [],
                )
            )
    return found


def _title(slide: Slide, language: str) -> str:
    title = resolve(slide.text, language)[1].title
    return " ".join(unicodedata.normalize("NFC", title).split())


def _shown(slide: Slide, language: str) -> Iterator[str]:
    text = resolve(slide.text, language)[1]
    yield from _split(text.title)
    for html in (text.html, text.handout_html):
        yield from _split(_plain(html))
    if slide.poll is not None:
        worded = resolve(slide.poll.text, language)[1]
        yield from _split(worded.question)
        for label in worded.labels.values():
            yield from _split(label)
    else:
        yield from _study_text(slide, language)


def _explained(slide: Slide, language: str) -> Iterator[str]:
    if slide.poll is not None:
        yield from _study_text(slide, language)


def _study_text(slide: Slide, language: str) -> Iterator[str]:
    texts = {tag: each.study_html for tag, each in slide.text.items() if each.study_html}
    if texts:
        yield from _split(_plain(resolve(texts, language)[1]))


def _read(text: str) -> Sentence:
    return Sentence(text, tuple(_folded(word) for word in _WORD.findall(text)))


def _hits(sentence: Sentence, stems: Sequence[str]) -> int:
    """Return how many of the stems begin a word of the sentence."""
    return sum(any(word.startswith(stem) for word in sentence.words) for stem in stems)


def _plain(html: str) -> str:
    return unescape(_TAGS.sub("", _BLOCK_ENDS.sub("\n", html)))


def _split(text: str) -> Iterator[str]:
    for sentence in _SENTENCE_ENDS.split(unicodedata.normalize("NFC", text)):
        if words := " ".join(sentence.split()):
            yield words


def _pieces(sentence: str, stems: Sequence[str]) -> Iterator[tuple[str, bool]]:
    matches = [
        match for match in _WORD.finditer(sentence) if _folded(match[0]).startswith(tuple(stems))
    ]
    begin = max(0, matches[0].start() - _LONGEST_SENTENCE // 2) if matches else 0
    at, end = begin, min(len(sentence), begin + _LONGEST_SENTENCE)
    if begin:
        yield "… ", False
    for match in matches:
        if match.end() <= end:
            yield sentence[at : match.start()], False
            yield match[0], True
            at = match.end()
    yield sentence[at:end], False
    if end < len(sentence):
        yield " …", False


def _folded(word: str) -> str:
    return word.casefold().translate(_SAME)

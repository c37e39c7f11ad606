"""How long a line of captions may be, and how longer texts are divided. Pure."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from webinar.kit.errors import Refused
from webinar.kit.text import one_line

LINE_CHARACTERS = 200
# A line travels in one message of at most 300 bytes: 104 letters of Russian, Kazakh or Dari.
LINE_BYTES = 208


class Piece(NamedTuple):
    """A line of a longer text, with its share of the text's time in milliseconds."""

    text: str
    begin: int
    end: int


def clean_line(typed: str) -> str:
    """Return a typed line as it is stored. Refused: `text_empty`, `line_too_long`."""
    text = one_line(typed, LINE_CHARACTERS + 1, "text_empty")
    if not fits(text):
        raise Refused("line_too_long")
    return text


def fits(text: str) -> bool:
    """Whether the text can be a line."""
    # Count the bytes as on the wire: JSON escapes included, its quotation marks not.
    return len(text) <= LINE_CHARACTERS and len(msgspec.json.encode(text)) - 2 <= LINE_BYTES


def divided(text: str, begin: int, end: int) -> list[Piece]:
    """Divide a text between its words into lines, and its time by their lengths.

    `text` is one clean line; `begin` and `end` are in milliseconds.
    """
    lines = [""]
    for word in _short_words(text):
        longer_line = f"{lines[-1]} {word}".strip()
        if fits(longer_line):
            lines[-1] = longer_line
        else:
            lines.append(word)
    total = sum(map(len, lines)) or 1
    pieces: list[Piece] = []
    done = 0
    for line in lines:
        since = begin + (end - begin) * done // total
        done += len(line)
        pieces.append(Piece(line, since, begin + (end - begin) * done // total))
    return pieces


def tail(text: str) -> str:
    """Return as many of the last words as fit into a line."""
    kept = ""
    for word in reversed(_short_words(text)):
        longer = f"{word} {kept}".strip()
        if not fits(longer):
            break
        kept = longer
    return kept


def _short_words(text: str) -> list[str]:
    """Return the words; one that is longer than a line is halved until its parts fit."""
    return [part for word in text.split() for part in _parts(word)]


def _parts(word: str) -> list[str]:
    if fits(word):
        return [word]
    half = (len(word) + 1) // 2
    return [*_parts(word[:half]), *_parts(word[half:])]

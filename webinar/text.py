"""Text that people type: what is stored of it."""

import unicodedata

from webinar.errors import Refused

# Bidirectional overrides and isolates that a name could use to turn the rest of a line around.
_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


def one_line(typed: str, longest: int, empty_code: str) -> str:
    """NFC, single spaces, no control or direction marks, at most `longest` characters.

    Raises `Refused(empty_code)` when nothing is left. The zero-width non-joiner stays: Dari words
    need it.
    """
    kept = "".join(
        " " if letter.isspace() else letter
        for letter in unicodedata.normalize("NFC", typed)
        if letter.isspace() or (letter not in _DIRECTION and unicodedata.category(letter) != "Cc")
    )
    text = " ".join(kept.split())[:longest].strip()
    if not text:
        raise Refused(empty_code)
    return text


def plain_lines(typed: str) -> str:
    """The same of a text of several lines, which stay, as tabs do; it may be empty."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFC", typed)
        if letter in "\n\t" or (letter not in _DIRECTION and unicodedata.category(letter) != "Cc")
    )

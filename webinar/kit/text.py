"""Typed text as it is stored, and typed numbers."""

import unicodedata
from decimal import Decimal

from webinar.kit.errors import Refused

# Bidirectional overrides and isolates that a name could use to turn the rest of a line around.
_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


# Letters whose place in their alphabet is not that of their code, by the letters they follow there.
_FOLLOWS = str.maketrans(
    {
        **{letter: f"{last}\uffff" for letter, last in zip("әғқңөүһі", "агкноухы", strict=True)},
        **{letter: f"{last}\uffff" for letter, last in zip("پچژکیو", "بجزقهن", strict=True)},
        **{"ё": "е", "ұ": "у\ufffe", "گ": "ق\uffff\uffff"},
    }
)

# An id has at most this many digits, so that every database takes it.
MOST = 999_999_999


def one_line(typed: str, longest: int, empty_code: str) -> str:
    """Return the text in NFC: single spaces, no control or direction marks, cut to `longest`.

    Raises `Refused(empty_code)` when nothing is left. The zero-width non-joiner stays: Dari words
    need it.
    """
    cleaned = "".join(
        " " if letter.isspace() else letter
        for letter in unicodedata.normalize("NFC", typed)
        if letter.isspace() or (letter not in _DIRECTION and unicodedata.category(letter) != "Cc")
    )
    text = " ".join(cleaned.split())[:longest].strip()
    if not text:
        raise Refused(empty_code)
    return text


def plain_lines(typed: str) -> str:
    """Return a text of several lines in NFC, without control or direction marks; tabs stay."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFC", typed)
        if letter in "\n\t" or (letter not in _DIRECTION and unicodedata.category(letter) != "Cc")
    )


def whole_number(typed: str, most: int = MOST) -> int | None:
    """A number from 0 to `most`, in digits of any script: Dari keyboards type their own. Else None.

    Longer numbers are not even read: Python refuses thousands of digits, and databases fewer.
    """
    if not typed.isdecimal() or len(typed) > len(str(most)):
        return None
    number = int(typed)
    return number if number <= most else None


def plain_decimal(value: Decimal) -> str:
    """The number with all its digits and a decimal point, without exponent or trailing zeros."""
    plain = f"{value:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain == "-0" else plain


def is_own_path(path: str) -> bool:
    """Whether a browser sent to this path stays on this site.

    Browsers read a backslash as a slash, and leave out tabs and line ends before they read at all:
    an address that begins as a path may name another host.
    """
    if not path.startswith("/") or "\\" in path or not path.isprintable():
        return False
    return not path.startswith("//")


def folded(text: str) -> str:
    """A key to search by: without capitals, and with Russian ё as the е that many people type."""
    return text.casefold().replace("ё", "е")


def in_order(name: str) -> str:
    """A key to sort names by: Russian, Kazakh and Dari letters as in their alphabets."""
    return name.casefold().translate(_FOLLOWS)

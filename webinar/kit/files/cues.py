"""Cues: texts with a begin and an end, from which files of captions and chapters are made. Pure."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

_RIGHT_TO_LEFT_MARK = "\u200f"
_LEFT_TO_RIGHT_MARK = "\u200e"
# Classes of characters in the Unicode bidirectional algorithm.
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_STRONG = _RIGHT_TO_LEFT | {"L"}


class Cue(NamedTuple):
    """A text from `begin` until `end`, in milliseconds since the recording or session began.

    `direction` is that of the text's language, `ltr` or `rtl`.
    """

    begin: int
    end: int
    text: str
    direction: str = "ltr"


def clock_time(millis: int, decimal_mark: str) -> str:
    """Return hours, minutes, seconds and milliseconds: `01:05:09.250` if the mark is a dot."""
    seconds, rest = divmod(millis, 1000)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02}:{minute:02}:{second:02}{decimal_mark}{rest:03}"


def text_lines(text: str) -> list[str]:
    """Return the lines that are not blank: in these formats a blank line ends a cue."""
    return [line for line in map(str.strip, text.splitlines()) if line]


def with_direction(line: str, direction: str) -> str:
    """Return the line, with a mark before it if its first letter has the other direction.

    Players and editors take the direction of a line from its first letter. Without the mark, the
    words of a Dari line that begins with a Latin name would be in the wrong order.
    """
    classes = map(unicodedata.bidirectional, line)
    first = next((kind for kind in classes if kind in _STRONG), "")
    if direction == "rtl":
        return line if first in _RIGHT_TO_LEFT else f"{_RIGHT_TO_LEFT_MARK}{line}"
    return f"{_LEFT_TO_RIGHT_MARK}{line}" if first in _RIGHT_TO_LEFT else line

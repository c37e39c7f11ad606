"""Turns a file's bytes into numbered lines, or gives the one reason for not reading it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from webinar.content.lessons.sentences import N_

MAX_FILE_BYTES = 200_000

_FENCE = re.compile(r"[ \t]*(`{3,}(?=[^`]*$)|~{3,})")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Tab and newline may stay. The last two signs break a line in some programs, but not in others.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


class Line(NamedTuple):
    """`fence` is the number of the line that opens the code block around this line, or 0."""

    number: int
    text: str
    fence: int = 0

    @property
    def in_code(self) -> bool:
        return self.fence > 0


class SourceFault(Exception):
    """The file cannot be read at all. Holds the line, the problem and the remedy."""

    def __init__(self, line: int, message: str, remedy: str) -> None:
        super().__init__(message)
        self.line, self.message, self.remedy = line, message, remedy


def read_source(path: Path) -> str:
    """Return the text of a lesson file. Raises `SourceFault`."""
    # A symbolic link could publish any file that the server may read.
    if path.is_symlink() or not path.is_file():
        raise SourceFault(1, "this is not an ordinary file", "Put the file itself into the folder")
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        message = f"the file cannot be opened: {error.strerror}"
        raise SourceFault(1, message, "Let the server's user read it") from None
    return decode(raw)


def decode(raw: bytes) -> str:
    """Decode UTF-8, normalise line endings and compose letters. Raises `SourceFault`.

    Keyboards and file systems write й and Ғ in one piece or in two; without composing them, the
    same word would not be found, compared or hashed as the same.
    """
    if len(raw) > MAX_FILE_BYTES:
        raise SourceFault(1, f"the file is over {MAX_FILE_BYTES // 1000} kB", "Split the module")
    if raw.startswith(_UTF16_MARKS):
        raise SourceFault(1, "the file is UTF-16", "Save it again with the encoding UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        remedy = "Save it again with the encoding UTF-8"
        raise SourceFault(line, "the file is not UTF-8", remedy) from None
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        raise SourceFault(1, "the file is empty", "Begin with a line `---` and `title: …`")
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        name = f"U+{ord(control[0]):04X}"
        remedy = "Delete it; such characters come from copying out of a PDF"
        raise SourceFault(line, f"there is an invisible control character ({name})", remedy)
    return text


def number_lines(text: str, start: int = 0) -> list[Line]:
    """Return the lines from index `start`, with fenced code marked.

    Raises `SourceFault` if a fence is never closed, because it would swallow the separators and
    notes of all slides that follow.
    """
    lines, unclosed = mark_code(text.split("\n")[start:], start + 1)
    if unclosed is not None:
        fence = unclosed.text.strip()[:1] * 3
        remedy = N_(
            "Put a line %(fence)s below it, with as many signs as it began with", fence=fence
        )
        raise SourceFault(unclosed.number, N_("this code block never ends"), remedy)
    return lines


def mark_code(texts: Sequence[str], first: int = 1) -> tuple[list[Line], Line | None]:
    """Mark fenced code. Also return the opening line of a block that is never closed.

    The renderer uses this, too: if it disagreed with the parser, a note could be shown.
    """
    lines: list[Line] = []
    opening: Line | None = None
    fence = ""
    for number, text in enumerate(texts, start=first):
        match = _FENCE.match(text)
        if opening is None:
            line = Line(number, text, fence=number if match else 0)
            if match:
                opening, fence = line, match[1]
        else:
            line = Line(number, text, fence=opening.number)
            if match and match[1].startswith(fence) and text.strip() == match[1]:
                opening = None
        lines.append(line)
    return lines, opening

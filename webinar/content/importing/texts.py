"""Turns foreign text into Markdown that means in our format just what its author wrote. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

from webinar.content.importing.drafts import LONGEST_TEXT
from webinar.kit.errors import Refused

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ue000-\uf8ff]")
_SPECIAL = re.compile(r"[\\`*_\[\]{}]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"^([#>+-])")
# "1. First" is text and no list.
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
# Words that begin one of our sections, or that the lint takes for such words.
_KEYWORD = re.compile(
    r"^([\s>*_+#-]*(?:(?:speakers?|presenters?)\S*\s+)?"
    r"(?:notes?|why|handout|study|owner|indicator|примечани[ея]|заметк[аи]|комментари[йи]|почему|"
    r"пояснение|объяснение|ескерт(?:у|пе)|түсініктеме|неге|түсіндірме|یادداشت|چرا)"
    r"[\s*_]*)[:：]",
    re.IGNORECASE,
)
# The text in these elements is code, not prose.
_PROGRAM = ("script", "style", "textarea", "template")
_BREAKS = frozenset({"p", "div", "br", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "pre"})
_MARKED = {"b": "**", "strong": "**", "i": "*", "em": "*"}


class SourceText(NamedTuple):
    """A file's text; `is_guessed` if its encoding had to be guessed."""

    text: str
    is_guessed: bool = False


def read_text(content: bytes) -> SourceText:
    """Decode UTF-8, UTF-16 with its mark, or else Windows-1251; normalise line ends and letters.

    Raises `Refused` with `file_empty`, `file_too_large` or `file_broken`.
    """
    if len(content) > LONGEST_TEXT:
        raise Refused("file_too_large")
    is_guessed = False
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = content.decode("utf-16")
        else:
            text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if b"\x00" in content:
            raise Refused("file_broken") from None
        text, is_guessed = content.decode("cp1251", errors="replace"), True
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROL.sub("", unicodedata.normalize("NFC", text))
    if not text.strip():
        raise Refused("file_empty")
    return SourceText(text, is_guessed)


def one_line(text: str) -> str:
    return " ".join(text.split())


def plain(text: str) -> str:
    """Make one line of plain text, in which nothing is Markdown or HTML."""
    text = _ENTITY.sub("&amp;", text).replace("<", "&lt;")
    text = _SPECIAL.sub(lambda match: f"\\{match[0]}", one_line(text))
    return guarded(_NUMBERED.sub(r"\1\\\2", _LINE_START.sub(r"\\\1", text)))


def paragraphs(text: str) -> list[str]:
    """Turn plain text into lines of Markdown; each run of empty lines becomes one."""
    lines: list[str] = []
    for part in re.split(r"\n\s*\n", text.strip()):
        if lines:
            lines.append("")
        # Two spaces at the end of a line keep its line break.
        converted = [plain(line) for line in part.split("\n") if line.strip()]
        lines += [f"{line}  " for line in converted[:-1]] + converted[-1:]
    return lines


def guarded(line: str) -> str:
    """Escape a keyword, so that the line begins no section that its author did not mean."""
    line = _KEYWORD.sub(r"\1&#58;", line)
    return line.replace("Note:", "Note&#58;")


def spans(text: str, begin: str, end: str) -> Iterator[tuple[int, int]]:
    """Yield the places of the spans from `begin` to `end`, both included.

    This takes one pass: searching again behind each of many beginnings without an end would take
    far too long.
    """
    start = text.find(begin)
    while start >= 0:
        stop = text.find(end, start + len(begin))
        if stop < 0:
            return
        yield start, stop + len(end)
        start = text.find(begin, stop + len(end))


def without(text: str, begin: str, end: str) -> tuple[str, list[str]]:
    """Return the text without the spans from `begin` to `end`, and the spans' contents."""
    outside, inside, position = [], [], 0
    for start, stop in spans(text, begin, end):
        outside.append(text[position:start])
        inside.append(text[start + len(begin) : stop - len(end)])
        position = stop
    return "".join([*outside, text[position:]]), inside


class Html(NamedTuple):
    """`lines` are Markdown; `dropped` names the elements that have no place in it."""

    lines: list[str]
    dropped: tuple[str, ...]


def from_html(source: str) -> Html:
    """Convert HTML to Markdown: paragraphs, lists, bold and italic. Never raises."""
    reader = _Reader()
    try:
        reader.feed(source)
        reader.close()
    except AssertionError:
        # Python's parser raises this for `<![` without an end.
        return Html(paragraphs(source), ("<!",))
    lines = "".join(reader.out).split("\n")
    tidied: list[str] = []
    for line in lines:
        stripped = guarded(line.strip()) if not line.lstrip().startswith("- ") else line.rstrip()
        if stripped or (tidied and tidied[-1]):
            tidied.append(stripped)
    while tidied and not tidied[-1]:
        tidied.pop()
    return Html(tidied, tuple(dict.fromkeys(reader.dropped)))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.dropped: list[str] = []
        self._program_depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _PROGRAM:
            self._program_depth += 1
        if tag in _PROGRAM or tag in ("img", "iframe", "video", "audio", "object", "embed", "math"):
            self.dropped.append(f"<{tag}>")
        elif tag == "li":
            self.out.append("\n- ")
        elif tag in _BREAKS:
            self.out.append("\n\n" if tag != "br" else "  \n")
        elif tag in _MARKED:
            self.out.append(_MARKED[tag])

    def handle_endtag(self, tag: str) -> None:
        if tag in _PROGRAM:
            self._program_depth = max(0, self._program_depth - 1)
        elif tag in _MARKED:
            self.out.append(_MARKED[tag])
        elif tag in _BREAKS and tag != "br":
            self.out.append("\n\n")

    def handle_data(self, data: str) -> None:
        if self._program_depth:
            return
        words = plain(data)
        if words:
            before = " " if data[:1].isspace() else ""
            self.out.append(f"{before}{words}{' ' if data[-1:].isspace() else ''}")

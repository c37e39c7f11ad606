"""From the lines of a lesson file to its slides, options and notes. Nothing is rendered here.

Whatever is wrong is reported and the rest is read on, so that an author sees all of it at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from webinar.lessons.front_matter import FrontMatter, parse_front_matter
from webinar.lessons.problems import Report
from webinar.lessons.source import Line, SourceFault, number_lines, read_source

_SEPARATOR = re.compile(r" {0,3}---[ \t]*")
HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
INLINE_CODE = re.compile(r"`[^`]*`")
_WHY = re.compile(r" {0,3}Why:")
# Any indentation, because what is not recognised as a note is shown to everyone.
NOTE = re.compile(r"[ \t]*Note:")
_OPTION = re.compile(r" {0,3}[-*+][ \t]+\[([ xX])\](?=[ \t]|$)")


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands in braces behind a heading or an option: `{#id .class}`."""

    ids: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return self.ids[0] if self.ids else ""


@dataclass(slots=True)
class ParsedOption:
    """`label` is Markdown without its marks."""

    line: int
    is_correct: bool
    label: str
    marks: Marks

    @property
    def id(self) -> str:
        return self.marks.id


@dataclass(slots=True)
class ParsedSlide:
    """`title` is Markdown; `level` is 0 if the slide has no heading. Sections keep their lines."""

    line: int
    title: str = ""
    level: int = 0
    marks: Marks = field(default_factory=Marks)
    body: list[Line] = field(default_factory=list)
    options: list[ParsedOption] = field(default_factory=list)
    why: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.marks.id

    @property
    def is_poll(self) -> bool:
        return bool({"poll", "quiz"} & set(self.marks.classes))

    @property
    def is_quiz(self) -> bool:
        return "quiz" in self.marks.classes


@dataclass(frozen=True, slots=True)
class ParsedFile:
    front: FrontMatter
    slides: list[ParsedSlide]
    last_line: int


def parse_file(path: Path, report: Report) -> ParsedFile | None:
    """None if the file cannot be read at all, which is then in the report."""
    try:
        return parse_text(read_source(path), report)
    except SourceFault as fault:
        report.error(fault.line, fault.message, fault.remedy)
        return None


def parse_text(text: str, report: Report) -> ParsedFile:
    """`text` as `source.decode` gives it. Raises `SourceFault` if a code block never ends."""
    front, start = _read_front_matter(text.split("\n"), report)
    lines = number_lines(text, start)
    slides = [_parse_slide(chunk) for chunk in _split(lines, report)]
    last_line = lines[-1].number if lines else start
    return ParsedFile(front, slides, last_line)


def _read_front_matter(texts: list[str], report: Report) -> tuple[FrontMatter, int]:
    """The front matter, and the index of the first line behind it."""
    if texts[0].rstrip() != "---":
        remedy = "Begin the file with a line `---`, then `title: …` and the rest, then `---`"
        report.error(1, "the front matter is missing", remedy)
        return FrontMatter(is_readable=False), 0
    for index in range(1, len(texts)):
        if texts[index].rstrip() == "---":
            inside = "\n".join(texts[1:index])
            return parse_front_matter(inside, 2, report), index + 1
    report.error(1, "the front matter never ends", "Put a line `---` behind it")
    return FrontMatter(is_readable=False), len(texts)


def _split(lines: Sequence[Line], report: Report) -> Iterator[list[Line]]:
    chunks: list[tuple[int, list[Line]]] = [(1, [])]
    for line in lines:
        chunk = chunks[-1][1]
        if line.in_code or not _SEPARATOR.fullmatch(line.text):
            chunk.append(line)
            continue
        if chunk and chunk[-1].text.strip():
            message = "other programs read this line as making a heading of the text above it"
            report.warning(line.number, message, "Leave an empty line above `---`")
        chunks.append((line.number, []))
    for position, (separator, chunk) in enumerate(chunks):
        if any(line.text.strip() for line in chunk):
            yield chunk
        elif 0 < position < len(chunks) - 1:
            report.warning(separator, "an empty slide begins here", "Delete this line")


def _parse_slide(chunk: list[Line]) -> ParsedSlide:
    while not chunk[0].text.strip():
        chunk = chunk[1:]
    first = chunk[0]
    slide = ParsedSlide(line=first.number)
    heading = None if first.in_code else HEADING.match(first.text)
    if heading:
        rest, slide.marks = split_marks(_without_closing_hashes(first.text[heading.end() :]))
        slide.level, slide.title = len(heading[1]), rest
        chunk = chunk[1:]
    _Sections(slide).read(chunk)
    return slide


def _without_closing_hashes(text: str) -> str:
    text = text.rstrip()
    shorter = text.rstrip("#")
    return shorter if not shorter or shorter[-1].isspace() else text


class _Sections:
    """Sorts the lines of a slide into body, options, explanation and notes."""

    def __init__(self, slide: ParsedSlide) -> None:
        self.slide = slide
        self.section = slide.body
        self.option: list[str] = []

    def read(self, lines: Sequence[Line]) -> None:
        for line in lines:
            if line.in_code:
                self._end_option()
                self.section.append(line)
            else:
                self._read_line(line)
        self._end_option()

    def _read_line(self, line: Line) -> None:
        slide = self.slide
        if self.section is slide.notes:
            self.section.append(line)
        elif mark := NOTE.match(line.text):
            self._begin(slide.notes, line, mark)
        elif slide.is_poll and (mark := _WHY.match(line.text)):
            self._begin(slide.why, line, mark)
        elif slide.is_poll and self.section is slide.body:
            self._read_poll_line(line)
        else:
            self.section.append(line)

    def _begin(self, section: list[Line], line: Line, mark: re.Match[str]) -> None:
        self._end_option()
        self.section = section
        text = line.text[mark.end() :].strip()
        # "Why: because …" begins small, and is shown without the word.
        section.append(line._replace(text=text[:1].upper() + text[1:]))

    def _read_poll_line(self, line: Line) -> None:
        if mark := _OPTION.match(line.text):
            self._end_option()
            option = ParsedOption(line.number, mark[1] != " ", "", Marks())
            self.slide.options.append(option)
            self.option = [line.text[mark.end() :].strip()]
        elif self.option and line.text.strip() and not _begins_something_else(line.text):
            # Editors wrap long lines: what follows without an empty line belongs to the option.
            self.option.append(line.text.strip())
        else:
            self._end_option()
            self.slide.body.append(line)

    def _end_option(self) -> None:
        if self.option:
            option = self.slide.options[-1]
            option.label, option.marks = split_marks(" ".join(self.option))
            self.option = []


def _begins_something_else(text: str) -> bool:
    return text.lstrip().startswith(("- ", "* ", "+ ", "-[", "#", ">", "|", "<", "!["))


def split_marks(text: str) -> tuple[str, Marks]:
    """Take `{#id .class}` off the end. Braces that hold neither are text."""
    text = text.strip()
    opening = text.rfind("{")
    if not text.endswith("}") or opening < 0:
        return text, Marks()
    words = text[opening + 1 : -1].lstrip(":").split()
    if not any(word[0] in "#." for word in words):
        return text, Marks()
    marks = Marks(
        ids=tuple(word[1:] for word in words if word[0] == "#"),
        classes=tuple(word[1:] for word in words if word[0] == "."),
        unknown=tuple(word for word in words if word[0] not in "#."),
    )
    return text[:opening].rstrip(), marks

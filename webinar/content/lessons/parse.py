"""Turns the lines of a lesson file into slides. Nothing is rendered here.

Reading goes on after a problem, so that an author sees all problems at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from webinar.content.lessons.front_matter import FrontMatter, parse_front_matter
from webinar.content.lessons.marks import split_marks
from webinar.content.lessons.parsed import ParsedSlide
from webinar.content.lessons.problems import Report
from webinar.content.lessons.sections import Sections
from webinar.content.lessons.source import Line, SourceFault, number_lines, read_source

_SEPARATOR = re.compile(r" {0,3}---[ \t]*")
HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
INLINE_CODE = re.compile(r"`[^`]*`")


@dataclass(frozen=True, slots=True)
class ParsedFile:
    front: FrontMatter
    slides: list[ParsedSlide]
    last_line: int


def parse_file(path: Path, report: Report) -> ParsedFile | None:
    """Parse a file; if it cannot be read at all, report why and return None."""
    try:
        return parse_text(read_source(path), report)
    except SourceFault as fault:
        report.error(fault.line, fault.message, fault.remedy)
        return None


def parse_text(text: str, report: Report) -> ParsedFile:
    """Parse the output of `source.decode`. Raises `SourceFault` if a code block never ends."""
    front, start = _read_front_matter(text.split("\n"), report)
    lines = number_lines(text, start)
    slides = [_parse_slide(chunk) for chunk in _split(lines, report)]
    last_line = lines[-1].number if lines else start
    return ParsedFile(front, slides, last_line)


def _read_front_matter(texts: list[str], report: Report) -> tuple[FrontMatter, int]:
    """Return the front matter, and the index of the first line after it."""
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
    Sections(slide).read(chunk)
    return slide


def _without_closing_hashes(text: str) -> str:
    text = text.rstrip()
    shorter = text.rstrip("#")
    return shorter if not shorter or shorter[-1].isspace() else text

"""Lint: text that the author of a new or imported module has not written yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from config import ROOT
from webinar.content.lessons.front_matter import FrontMatter
from webinar.content.lessons.marks import split_marks
from webinar.content.lessons.parsed import ParsedSlide
from webinar.content.lessons.problems import Report
from webinar.content.lessons.sentences import N_

# The files from which a new module is made, one for each language.
MOULDS = ROOT / "templates/content/authoring/new-module"
# The words by which importing marks text that only an author can write.
REMINDERS = {
    "en": "To be written: ",
    "ru": "Допишите: ",
    "kk": "Толықтырыңыз: ",
    "prs": "بنویسید: ",
}

# Finds lines of a new module that ask for text. Others, such as a scale's points, may stay.
_ASKING = re.compile(
    r"\bwrite\b|^ask\b|^let people|^give groups|^translate"
    r"|напишите|^спросите|^попросите|^задайте|^предложите|^дайте|^переведите"
    r"|жазыңыз|көрсетіңіз|сұраңыз|қойыңыз|ұсыныңыз|беріңіз|аударыңыз"
    r"|بنویسید|بپرسید|بخواهید|^بگذارید|بدهید|ترجمه کنید",
    re.IGNORECASE,
)
# The part of a line before its words: a list, a box, a heading, a keyword, a key of YAML.
_BEFORE = re.compile(r"\s*(?:#+ |\d+\. |[-*] (?:\[.\] )?)?(?:[A-Za-z]+: +)?")
_TITLE = re.compile(r'^title: "(.+?)\{title\}"$', re.MULTILINE)


def check_unwritten(slides: Sequence[ParsedSlide], front: FrontMatter, report: Report) -> None:
    """Report reminders that are left. Speaker notes are not checked: no participant sees them."""
    unwritten = [line for line in _front_lines(front) if line[1].startswith(_beginnings())]
    lines = (*_front_lines(front), *_slide_lines(slides))
    unwritten += [line for line in lines if _words(line[1]) in _to_be_replaced()]
    for number, _ in unwritten:
        message = N_("this says what to write here, and it is not written yet")
        report.warning(number, message, N_("Write your own text over it, or delete it"))


def _front_lines(front: FrontMatter) -> Iterator[tuple[int, str]]:
    texts = {
        "title": [front.title],
        "objectives": front.objectives,
        "sources": [source.title for source in front.sources],
        "licence": [front.licence],
        "notice": [front.notice],
    }
    for key, values in texts.items():
        yield from ((front.lines.get(key, 1), text) for text in values)


def _slide_lines(slides: Sequence[ParsedSlide]) -> Iterator[tuple[int, str]]:
    for slide in slides:
        yield slide.line, slide.title
        yield from ((option.line, option.label) for option in slide.options)
        for line in (*slide.body, *slide.why, *slide.handout, *slide.study):
            yield line.number, line.text


@cache
def _to_be_replaced() -> frozenset[str]:
    """Return the lines of new modules that participants see and that ask the author for text."""
    lines = (line for text in _moulds() for line in text.splitlines())
    public = (_words(line) for line in lines if not line.startswith("Note:"))
    return frozenset(words for words in public if _ASKING.search(words))


@cache
def _beginnings() -> tuple[str, ...]:
    titles = (match[1] for text in _moulds() for match in _TITLE.finditer(text))
    return (*REMINDERS.values(), *titles)


def _moulds() -> list[str]:
    return [file.read_text(encoding="utf-8") for file in sorted(MOULDS.glob("*.md"))]


def _words(line: str) -> str:
    """Return the line's words in small letters, as a sentence may begin small after a keyword."""
    text, _ = split_marks(_BEFORE.sub("", line, count=1))
    return text.strip('"').lower()

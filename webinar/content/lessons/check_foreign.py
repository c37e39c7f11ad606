"""Lint: the syntax of other programs, which participants would see as typed.

Sources: docs.github.com (math, footnotes, Mermaid, emoji), quarto.org and pandoc.org (fenced
divisions, sub- and superscripts, definitions), sli.dev, marp.app, liascript.github.io.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from webinar.content.lessons.parse import INLINE_CODE
from webinar.content.lessons.parsed import ParsedSlide
from webinar.content.lessons.problems import Report
from webinar.content.lessons.sentences import N_
from webinar.content.lessons.source import Line

# Lengths are bounded, so that no line of an upload takes long.
_SIGNS = re.compile(
    r"\$\$|\$(?=\S)[^$]{0,60}?[\\^_{}][^$]{0,60}?(?<=\S)\$(?!\d)"  # formulas
    r"|\[\^[^\]\s]{1,60}\]"  # footnotes
    r"|^\s*:{3,}|^\s*::\w+::\s*$|^\s*\. \. \.\s*$"  # divisions, columns, pauses
    r"|^:[ \t]+(?=\S)"  # definitions
    r"|^\s*\[\(.\)\]|\[\[[^\][]{1,200}\]\]|[!?]\?\["  # questions, gaps and films
    r"|!\[(?:bg|fit)\b[^\]]{0,60}\]"  # backgrounds
    r"|~~\S[^~]{0,200}~~|==\S[^=]{0,200}=="  # struck, marked
    r"|(?<=\w)~\w{1,9}~|(?<=\w)\^\w{1,9}\^"  # below, above
    r"|(?<![\w:/]):[a-z][a-z0-9_+-]{1,40}:(?![\w/])"  # pictograms
)
# Other programs turn a bare address into a link.
_ADDRESS = re.compile(r"(?<![(<\[\w\"'=:/])https?://[^\s<>()\[\]]{1,200}")
_DRAWN = re.compile(r"\s*(?:`{3,}|~{3,})\s*\{?\.?(mermaid|plantuml|dot|math|katex)\b")
_CLASSES = re.compile(r"\{:[^{}]*\}")


def check_foreign(slides: Sequence[ParsedSlide], report: Report) -> None:
    """Report each sign once per line, in text that participants or learners see."""
    for slide in slides:
        for number, sign in _signs(slide):
            message = N_("`%(sign)s` looks like a sign of another program", sign=sign[:40])
            remedy = N_(
                "It is shown as it is: delete it, or put it between backticks if it is meant"
            )
            report.warning(number, message, remedy)
        for line in (*slide.body, *slide.why, *slide.handout, *slide.study):
            if not line.in_code and (match := _ADDRESS.search(INLINE_CODE.sub("", line.text))):
                address = match[0].rstrip(".,;:!?")
                message = N_("`%(address)s` is not a link", address=address[:80])
                report.warning(line.number, message, N_("Write %(what)s", what=f"`<{address}>`"))


def _signs(slide: ParsedSlide) -> Iterator[tuple[int, str]]:
    yield from _in_prose(slide.line, slide.title)
    for option in slide.options:
        yield from _in_prose(option.line, option.label)
    for section in (slide.body, slide.why, slide.handout, slide.study):
        for index, line in enumerate(section):
            if drawing := _DRAWN.match(line.text):
                yield line.number, drawing[1]
            elif line.in_code:
                continue
            elif _CLASSES.fullmatch(line.text.strip()) and _is_above(section, index):
                yield line.number, line.text.strip()
            else:
                yield from _in_prose(line.number, line.text)


def _is_above(section: Sequence[Line], index: int) -> bool:
    """Return whether a line of classes is above a paragraph, where it is shown as text.

    A line below a paragraph gives the paragraph its classes.
    """
    neighbours = [
        section[place].text.strip() for place in (index - 1, index + 1) if place < len(section)
    ]
    return len(neighbours) == 2 and (index == 0 or not neighbours[0]) and bool(neighbours[1])


def _in_prose(number: int, text: str) -> Iterator[tuple[int, str]]:
    if match := _SIGNS.search(INLINE_CODE.sub("", text)):
        yield number, match[0].strip()

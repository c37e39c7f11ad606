"""Lint: the outline of each slide, and notes that participants would see."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from webinar.content.lessons.check_ids import check_marks, check_unique, nearest, suggest_id
from webinar.content.lessons.parse import HEADING, INLINE_CODE
from webinar.content.lessons.parsed import (
    ANSWER_CLASSES,
    KINDS,
    POLL_MARKS,
    REVEAL,
    ParsedSlide,
)
from webinar.content.lessons.problems import Report
from webinar.content.lessons.sentences import N_
from webinar.content.lessons.source import Line

CLASSES = (*KINDS, *ANSWER_CLASSES, *POLL_MARKS, REVEAL)
VALUES = ("minutes", "points", "seconds", "variant")

_LIKE_A_NOTE = re.compile(
    r"[\s>*_+#-]*(?:(?:speakers?|presenters?)\S*\s+)?"
    r"(?:notes?|примечани[ея]|заметк[аи]|комментари[йи]|ескерт(?:у|пе)|түсініктеме|یادداشت)"
    r"[\s*_]*[:：]",
    re.IGNORECASE,
)
# The mark with which remark.js and xaringan begin the notes of a slide.
_NOTE_OF_OTHERS = re.compile(r"\s*\?{3}\s*")
STRAY_MARK = re.compile(r"\{:?[ \t]*#[\w-]*(?:[ \t]+[\w.#=-]+)*[ \t]*\}")
_BOX = re.compile(r"[ \t]*[-*+][ \t]*\[.?\](?!\()")


def check_slides(
    slides: Sequence[ParsedSlide],
    report: Report,
    like: Sequence[str],
    bank: Container[str] = (),
) -> None:
    """Check slides. `like` has the reference language's ids, which are suggested for missing ones.

    `bank` has the ids of questions that no session shows; such questions need no notes.
    """
    for position, slide in enumerate(slides):
        default = like[position] if len(like) == len(slides) and like[position] else "short-name"
        _check_heading(slide, default, report)
        _check_outline(slide, report)
        _check_notes(slide, report, needs_some=slide.id not in bank)
        _check_public_lines(slide, report)
    check_unique(((slide.id, slide.line) for slide in slides), "slide", report)


def _check_heading(slide: ParsedSlide, default: str, report: Report) -> None:
    suggestion = suggest_id(slide.title, default=default)
    if not slide.level:
        remedy = f"Begin it with `## Title {{#{suggestion}}}`"
        report.error(slide.line, "this slide does not begin with a heading", remedy)
        return
    if slide.level > 2:
        report.error(slide.line, "a slide begins with a heading of two `#`", "Write `##`")
    if not slide.title:
        report.error(slide.line, N_("the heading is empty"), N_("Write a title behind `##`"))
    check_marks(slide.marks, slide.line, "slide", suggestion, report, values=VALUES)
    kinds = [word for word in slide.marks.classes if word in KINDS]
    if len(kinds) > 1:
        message = f"this slide is both `.{kinds[0]}` and `.{kinds[1]}`"
        report.error(slide.line, message, "Keep one: a slide is of one kind")
    for word in slide.marks.classes:
        if word not in CLASSES:
            near = nearest(word, CLASSES)
            remedy = f"Write `.{near}`" if near else f"Known are .{', .'.join(CLASSES)}"
            report.error(slide.line, f"`.{word}` means nothing on a heading", remedy)


def _check_outline(slide: ParsedSlide, report: Report) -> None:
    for line in _text_lines(slide.body, slide.why, slide.handout, slide.notes, slide.study):
        heading = HEADING.match(line.text)
        if heading and len(heading[1]) <= 2:
            remedy = "Put a line `---` above it, or write `###` for a heading inside the slide"
            report.error(line.number, "a second slide begins here without a separator", remedy)
        elif (slide.is_poll or slide.has_steps) and line.text.lstrip().startswith(("-", "*", "+")):
            continue  # The author meant an option; `check_poll` says what is wrong.
        elif STRAY_MARK.search(INLINE_CODE.sub("", line.text)):
            message = "only the heading of a slide and the options of a poll have an id"
            report.error(line.number, message, "Delete it, or put it between backticks to show it")


def _check_notes(slide: ParsedSlide, report: Report, *, needs_some: bool) -> None:
    if slide.study and not any(line.text.strip() for line in slide.study):
        remedy = "Write behind `Study:` what those may read who study by themselves"
        report.warning(slide.study[0].number, "the text for learners is empty", remedy)
    if needs_some and not slide.notes and not slide.study and slide.level:
        remedy = N_("Write what to say and how long it takes behind `Note:` at the end")
        report.warning(slide.line, N_("this slide has no speaker notes"), remedy)
    if slide.notes and not any(line.text.strip() for line in slide.notes):
        report.warning(slide.notes[0].number, "the notes are empty", "Write them behind `Note:`")


def _check_public_lines(slide: ParsedSlide, report: Report) -> None:
    for line in (*slide.body, *slide.why, *slide.handout, *slide.study):
        if line.in_code:
            # An author who forgets to close a code block puts the notes into it.
            if line.text.startswith("Note:"):
                message = N_("this note stands in a code block, so participants would see it")
                remedy = N_("Close the code above it, or indent the line")
                report.error(line.number, message, remedy)
            continue
        _check_public_text(line.number, line.text, report)
        if not slide.is_poll and _BOX.match(line.text):
            remedy = N_(
                "Write `.poll` or `.quiz`, and `.single` or `.several`, or `.scale` on the heading"
            )
            report.error(line.number, N_("there is an option, but the slide is not a poll"), remedy)
    for number, text in _single_lines(slide):
        _check_public_text(number, text, report)


def _single_lines(slide: ParsedSlide) -> Iterator[tuple[int, str]]:
    yield slide.line, slide.title
    for option in slide.options:
        yield option.line, option.label
    for step in slide.steps:
        yield from ((step.line, text) for text in (step.text, step.owner, step.indicator))


def _check_public_text(number: int, text: str, report: Report) -> None:
    prose = INLINE_CODE.sub("", text)
    if _LIKE_A_NOTE.match(prose) or _NOTE_OF_OTHERS.fullmatch(prose):
        message = N_("this looks like speaker notes, but participants would see it")
        remedy = N_("Begin the line with `Note:`, in every language, or word it otherwise")
        report.error(number, message, remedy)
    elif "Note:" in prose:
        message = N_(
            "`Note:` in the middle of a line begins no notes, so participants would see it"
        )
        report.error(number, message, N_("Put it at the beginning of a line of its own"))


def _text_lines(*sections: Sequence[Line]) -> Iterator[Line]:
    for section in sections:
        for line in section:
            if not line.in_code:
                yield line

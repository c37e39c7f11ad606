"""Lint: words that lead to the glossary."""

from __future__ import annotations

from collections.abc import Sequence

from webinar.content.lessons.check_ids import nearest
from webinar.content.lessons.draft import DraftFile
from webinar.content.lessons.glossary import Glossary
from webinar.content.lessons.parsed import ParsedSlide
from webinar.content.lessons.problems import Report
from webinar.content.lessons.render import Rendered
from webinar.content.lessons.sentences import N_
from webinar.content.lessons.source import Line
from webinar.content.lessons.terms import SCHEME, address, terms_in


def check_terms(file: DraftFile, glossary: Glossary) -> None:
    """Check that each term exists. Titles, options and notes have none: nobody could tap a link."""
    start = address(file.language, "")
    for draft in file.slides:
        slide = draft.parsed
        for part, lines in (
            (draft.body, slide.body),
            (draft.why, slide.why),
            (draft.handout, slide.handout),
            (draft.study, slide.study),
        ):
            _check_part(part, lines, start, glossary, file.report)
        _check_elsewhere(slide, file.report)


def _check_part(
    part: Rendered, lines: Sequence[Line], start: str, glossary: Glossary, report: Report
) -> None:
    # The rendered links are read, because Markdown has more than one way to write a link.
    for link in part.links:
        name = link.removeprefix(start)
        if not link.startswith(start) or name in glossary.terms:
            continue
        near = nearest(name, list(glossary.terms))
        remedy = (
            N_("Write %(what)s", what=f"`term:{near}`")
            if near
            else N_("Add it to the files in `glossary`")
        )
        number = next(
            (line.number for line in lines if f"{SCHEME}{name}" in line.text), lines[0].number
        )
        report.error(number, N_("the glossary has no term `%(name)s`", name=name), remedy)


def _check_elsewhere(slide: ParsedSlide, report: Report) -> None:
    texts = [(slide.line, slide.title)]
    texts += [(option.line, option.label) for option in slide.options]
    texts += [
        (step.line, text)
        for step in slide.steps
        for text in (step.text, step.owner, step.indicator)
    ]
    texts += [(line.number, line.text) for line in slide.notes if not line.in_code]
    for number, text in texts:
        if any(terms_in(text)):
            message = N_("a link to the glossary cannot be tapped here")
            report.error(number, message, N_("Delete it; put it into the text of the slide"))

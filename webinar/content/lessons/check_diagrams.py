"""Lint: drawings that lack a language, or whose text is too small or too long for a phone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from xml.etree.ElementTree import Element

from webinar.content.lessons.diagrams import Diagram

# A share of the drawing's width: 15 of 360, which a phone shows at some 13 pixels.
SMALLEST_SHARE = 1 / 24
# The mean width of a letter relative to its height, Latin and Cyrillic, in the pages' fonts.
LETTER = 0.56


def check_diagram(diagram: Diagram, languages: Sequence[str]) -> None:
    """Check a drawing; its own report gets the problems. `languages` begins with the first one."""
    report = diagram.report
    for language in diagram.languages_missing(list(languages), languages[0]):
        message = f"the drawing has a text that is not translated into `{language}`"
        remedy = f'Add <text systemLanguage="{language}"> to each <switch>'
        report.warning(1, message, remedy)
    box = [_number(part) for part in diagram.root.get("viewBox", "").replace(",", " ").split()]
    if len(box) != 4 or not all(map(isfinite, box)) or min(box[2:]) <= 0:
        report.error(1, "the drawing's `viewBox` has not four numbers", 'Write "0 0 360 200"')
        return
    for language in languages:
        for element, style in diagram.texts(language):
            _check_text(element, style, box, language, diagram)


def _check_text(
    element: Element,
    style: Mapping[str, str],
    box: Sequence[float],
    language: str,
    diagram: Diagram,
) -> None:
    size = _number(style.get("font-size", "16"))
    if size < box[2] * SMALLEST_SHARE:
        message = f"a text of size {size:g} in the drawing is too small for a phone"
        diagram.report.warning(1, message, f"Make it at least {box[2] * SMALLEST_SHARE:g}")
    anchor = style.get("text-anchor", "start")
    for line, x in _lines(element):
        width = len(line) * size * LETTER
        left = x - {"middle": width / 2, "end": width}.get(anchor, 0)
        if left < box[0] or left + width > box[0] + box[2]:
            message = f"“{line}” ({language}) is too long for the drawing"
            diagram.report.warning(1, message, "Shorten it, or break it into two lines")


def _lines(element: Element) -> Iterator[tuple[str, float]]:
    """Yield each line of a text and its x; a `tspan` with its own x begins a line."""
    x = _number(element.get("x", "0"))
    line = element.text or ""
    for child in element:
        if child.get("x") is not None:
            if line.strip():
                yield line.strip(), x
            x, line = _number(child.get("x", "0")), ""
        line += (child.text or "") + (child.tail or "")
    if line.strip():
        yield line.strip(), x


def _number(text: str) -> float:
    try:
        return float(text.split()[0])
    except (ValueError, IndexError):
        return 0.0

"""Drawings in SVG: each language gets its own texts, and nothing harmful gets through.

One file serves all languages by SVG's own `<switch>` and `systemLanguage`. Browsers would choose by
their own language, which may differ from the reader's, so the choice is made here. The page gets
only elements and attributes from two short lists, written by our own code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, ParseError

from webinar.content.lessons.problems import Report
from webinar.content.lessons.source import SourceFault, read_source

MAX_DIAGRAM_BYTES = 20_000
MAX_DEPTH = 20
MAX_DIAGRAMS = 200

_SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = frozenset(
    "svg g switch text tspan rect circle ellipse line polyline polygon path title desc".split()
)
_NUMBERS = re.compile(r"[-+0-9.eE,\s%]*")
_PAINT = re.compile(r"currentColor|none")
_WORD = re.compile(r"[a-zA-Z0-9-]*")
_WITH_TEXT = ("text", "tspan")
_INDENTATION = re.compile(r"^\s*\n\s*|\s*\n\s*$")
_SPACE = re.compile(r"\s+")
# The values that each attribute may hold. There is no `id`, `href`, `style` and no `on…`.
ATTRIBUTES: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys(
        "x y dx dy x1 y1 x2 y2 cx cy r rx ry width height points viewBox fill-opacity"
        " stroke-opacity stroke-width stroke-dasharray font-size".split(),
        _NUMBERS,
    ),
    **dict.fromkeys(("fill", "stroke"), _PAINT),
    **dict.fromkeys(
        "stroke-linecap stroke-linejoin font-weight text-anchor dominant-baseline".split(), _WORD
    ),
    "d": re.compile(r"[-+0-9.eE,\sMmLlHhVvCcSsQqTtAaZz]*"),
    "transform": re.compile(r"(?:(?:translate|rotate|scale)\([-+0-9.,\s]*\)\s*)*"),
}


@dataclass(frozen=True, slots=True)
class Diagram:
    """A drawing whose elements and attributes are all known. `report` is the file's own."""

    root: Element
    report: Report

    def languages_missing(self, languages: list[str], reference: str) -> list[str]:
        """Return the languages that lack a text, or have it only in the reference language.

        A text without a language belongs to the reference.
        """
        switches = list(self.root.iter(f"{_SVG}switch"))

        def is_missing(switch: Element, language: str) -> bool:
            chosen = _choose(switch, language)
            return chosen is None or (language != reference and chosen is _default_child(switch))

        return [
            language
            for language in languages
            if any(is_missing(switch, language) for switch in switches)
        ]

    def svg(self, language: str, alt: str) -> str:
        """Return the SVG in one language; screen readers say `alt` instead."""
        inside = "".join(_write(child, language) for child in self.root)
        box = escape(self.root.get("viewBox", ""), quote=True)
        label = escape(alt, quote=True)
        return (
            f'<svg class="diagram" role="img" aria-label="{label}" viewBox="{box}">{inside}</svg>'
        )

    def texts(self, language: str) -> Iterator[tuple[Element, Mapping[str, str]]]:
        """Yield the text elements that this language's readers see, with all their attributes."""
        return _texts(self.root, language, {})


def list_diagrams(folder: Path) -> tuple[dict[str, Diagram], list[Report]]:
    """Return the SVG files under `folder` by their path in it, and a report for each."""
    diagrams: dict[str, Diagram] = {}
    reports: list[Report] = []
    for path in sorted(folder.rglob("*.svg")):
        name = path.relative_to(folder).as_posix()
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        report = Report(str(path))
        reports.append(report)
        if len(diagrams) == MAX_DIAGRAMS:
            report.error(1, f"there are over {MAX_DIAGRAMS} drawings", "Divide the module")
            break
        root = _read(path, report)
        if root is not None:
            diagrams[name] = Diagram(root, report)
    return diagrams, reports


def _read(path: Path, report: Report) -> Element | None:
    try:
        text = read_source(path)
    except SourceFault as fault:
        report.error(fault.line, fault.message, fault.remedy)
        return None
    if len(text.encode()) > MAX_DIAGRAM_BYTES:
        message = f"the drawing is over {MAX_DIAGRAM_BYTES // 1000} kB"
        report.error(1, message, "Simplify it")
        return None
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        report.error(1, "the drawing declares a document type", "Delete the line with <!DOCTYPE")
        return None
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - no entities: see the lines above
    except ParseError as error:
        report.error(error.position[0], "the drawing is not XML", "Close each tag that you open")
        return None
    problem_count = len(report.problems)
    _check(root, report)
    return root if len(report.problems) == problem_count else None


def _check(root: Element, report: Report) -> None:
    if root.tag != f"{_SVG}svg" or not root.get("viewBox"):
        remedy = 'Begin with <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 200">'
        report.error(1, "the drawing has no `viewBox`", remedy)
    for element, depth in _walk(root, 0):
        tag = element.tag.removeprefix(_SVG)
        if tag not in ELEMENTS:
            remedy = f"Known are {', '.join(sorted(ELEMENTS))}"
            report.error(1, f"the drawing has an element `{tag}`", remedy)
        if tag != "switch" and any(child.get("systemLanguage") is not None for child in element):
            message = "the drawing has a `systemLanguage` that chooses nothing"
            report.error(1, message, "Put <switch> around the texts that say the same")
        if depth > MAX_DEPTH:
            report.error(1, "the drawing is too deeply nested", "Use fewer groups")
            return
        for name, value in element.attrib.items():
            _check_attribute(name, value, report)


def _check_attribute(name: str, value: str, report: Report) -> None:
    if name == "systemLanguage":
        return
    shape = ATTRIBUTES.get(name)
    if shape is None:
        remedy = f"Known are {', '.join(sorted(ATTRIBUTES))}"
        report.error(1, f"the drawing has an attribute `{name}`", remedy)
    elif not shape.fullmatch(value):
        remedy = (
            "Colours are `currentColor` and `none`, so that it is readable in dark and on paper"
            if shape is _PAINT
            else "Write a number, or delete it"
        )
        report.error(1, f"the drawing has `{name}` with `{value[:40]}`", remedy)


def _walk(element: Element, depth: int) -> Iterator[tuple[Element, int]]:
    yield element, depth
    if depth <= MAX_DEPTH:
        for child in element:
            yield from _walk(child, depth + 1)


def _write(element: Element, language: str) -> str:
    tag = element.tag.removeprefix(_SVG)
    if tag == "switch":
        chosen = _choose(element, language)
        return "" if chosen is None else _write(chosen, language)
    if tag in ("title", "desc"):
        return ""  # The page uses the description that the lesson gives between the brackets.
    attributes = "".join(
        f' {name}="{escape(value, quote=True)}"'
        for name, value in element.attrib.items()
        if name in ATTRIBUTES
    )
    tidy = _tidy if tag in _WITH_TEXT else _no_text
    inside = tidy(element.text) + "".join(
        _write(child, language) + tidy(child.tail) for child in element
    )
    return f"<{tag}{attributes}>{inside}</{tag}>"


def _no_text(_text: str | None) -> str:
    return ""


def _tidy(text: str | None) -> str:
    """Remove the author's indentation: a space in its place would move the line before it."""
    return escape(_SPACE.sub(" ", _INDENTATION.sub("", text or "")))


def _choose(switch: Element, language: str) -> Element | None:
    for child in switch:
        if language in child.get("systemLanguage", "").replace(",", " ").split():
            return child
    return _default_child(switch)


def _default_child(switch: Element) -> Element | None:
    return next((child for child in switch if child.get("systemLanguage") is None), None)


def _texts(
    element: Element, language: str, above: Mapping[str, str]
) -> Iterator[tuple[Element, Mapping[str, str]]]:
    tag = element.tag.removeprefix(_SVG)
    style = {**above, **element.attrib}
    if tag == "switch":
        chosen = _choose(element, language)
        if chosen is not None:
            yield from _texts(chosen, language, style)
    elif tag == "text":
        yield element, style
    else:
        for child in element:
            yield from _texts(child, language, style)

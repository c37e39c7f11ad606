"""Lint: a slide as the browser gets it: pictures, links, headings, weight, dropped HTML."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence

from webinar.content.lessons.check_ids import nearest
from webinar.content.lessons.check_slides import STRAY_MARK
from webinar.content.lessons.cleaning import CLASSES
from webinar.content.lessons.draft import DraftSlide
from webinar.content.lessons.model import Asset
from webinar.content.lessons.parse import HEADING
from webinar.content.lessons.problems import Report
from webinar.content.lessons.render import Image, Rendered
from webinar.content.lessons.sentences import N_, Sentence
from webinar.content.lessons.source import Line
from webinar.content.lessons.terms import GLOSSARY_PREFIX

MAX_IMAGE_BYTES = 60_000
MAX_SLIDE_BYTES = 4_096

_LINK = N_("Link to an https:// address, a mailto: address or a term of the glossary")
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


def check_html(
    slide: DraftSlide, assets: Mapping[str, Asset], diagrams: Container[str], report: Report
) -> None:
    """Check a slide. `assets` are the module's pictures, `diagrams` the names of its drawings."""
    parsed = slide.parsed
    for number, part in slide.lines:
        _check_part(part, [Line(number, "")], report)
        if part.images:
            remedy = N_("Put the picture into the slide above the list")
            report.error(number, N_("titles and options are text only"), remedy)
    for part, lines in (
        (slide.body, parsed.body),
        (slide.why, parsed.why),
        (slide.handout, parsed.handout),
        (slide.notes, parsed.notes),
        (slide.study, parsed.study),
    ):
        _check_part(part, lines, report)
        _check_headings(part.headings, lines, report)
        for image in part.images:
            line = _line_of(image.src, lines)
            if image.src not in diagrams:
                _check_image(image, assets, line, report)
            if not image.alt.strip():
                example = f"![A map of the district]({image.src[:80]})"
                remedy = N_("Write what it shows: `%(example)s`", example=example)
                message = N_("this picture says nothing to those who cannot see it")
                report.error(line, message, remedy)
    _check_weight(slide, report)


def _check_part(part: Rendered, lines: Sequence[Line], report: Report) -> None:
    for link in part.links:
        if link.lower().startswith("http:"):
            message = N_("%(link)s is not encrypted", link=link)
            report.error(_line_of(link, lines), message, N_("Write %(what)s", what="https://"))
        elif not _ELSEWHERE.match(link) and not link.startswith(GLOSSARY_PREFIX):
            message = N_("the link `%(link)s` leads nowhere", link=link[:80])
            report.error(_line_of(link, lines), message, _LINK)
    # Other checks report these.
    reported = {"src"}
    reported |= {"href"} if any(map(_is_http, part.links)) else set()
    reported |= {"id"} if any(STRAY_MARK.search(line.text) for line in lines) else set()
    for removed in part.removed:
        if removed in reported:
            continue
        line = _line_of(removed.removeprefix("class ").strip("<>"), lines)
        message = N_("`%(what)s` is not allowed and would be dropped", what=removed)
        report.error(line, message, _remedy(removed))


def _is_http(link: str) -> bool:
    return link.lower().startswith("http:")


def _remedy(removed: str) -> Sentence:
    if removed.startswith("class "):
        return N_("Known classes are %(names)s", names=", ".join(sorted(CLASSES)))
    if removed == "href":
        return _LINK
    if removed.startswith("<"):
        return N_("Write Markdown instead, or `&lt;` if the sign < itself is meant")
    return N_("Delete it")


def _check_headings(levels: Iterable[int], lines: Sequence[Line], report: Report) -> None:
    above = 2
    for level in levels:
        if level > above + 1:
            number = next(
                (
                    line.number
                    for line in lines
                    if (heading := HEADING.match(line.text)) and len(heading[1]) == level
                ),
                lines[0].number,
            )
            message = N_(
                "this heading jumps from level %(above)s to %(level)s", above=above, level=level
            )
            report.warning(number, message, N_("Write %(what)s", what=f"`{'#' * (above + 1)}`"))
        above = level


def _check_image(image: Image, assets: Mapping[str, Asset], line: int, report: Report) -> None:
    asset = assets.get(image.src)
    if _ELSEWHERE.match(image.src):
        message = N_("the picture %(name)s is on another server", name=image.src[:80])
        report.error(line, message, N_("Put it beside this file and write its name only"))
    elif asset is None:
        near = nearest(image.src, list(assets))
        remedy = (
            N_("Write %(what)s", what=f"`{near}`")
            if near
            else N_("Put a png, jpg, webp, gif or svg beside this file")
        )
        report.error(line, N_("there is no picture `%(name)s`", name=image.src[:80]), remedy)
    elif asset.size > MAX_IMAGE_BYTES:
        message = N_(
            "%(name)s has %(size)s kB, at most %(most)s fit",
            name=image.src,
            size=round(asset.size / 1000),
            most=MAX_IMAGE_BYTES // 1000,
        )
        report.error(line, message, N_("Make it smaller, or save it as webp"))


def _check_weight(slide: DraftSlide, report: Report) -> None:
    texts = [slide.text.title, slide.text.html, *slide.poll.labels.values(), slide.poll.why_html]
    size = sum(len(text.encode()) for text in texts)
    if size > MAX_SLIDE_BYTES:
        message = N_(
            "this slide has %(size)s bytes of HTML, at most %(most)s fit",
            size=size,
            most=MAX_SLIDE_BYTES,
        )
        report.error(slide.parsed.line, message, N_("Divide it with a line `---`, or shorten it"))
    size = len(slide.text.handout_html.encode())
    if size > MAX_SLIDE_BYTES:
        message = N_(
            "this hand-out has %(size)s bytes of HTML, at most %(most)s fit",
            size=size,
            most=MAX_SLIDE_BYTES,
        )
        report.error(slide.parsed.line, message, N_("Shorten it"))


def _line_of(needle: str, lines: Sequence[Line]) -> int:
    """Return the line in which the author wrote `needle`, or else the section's first line."""
    numbers = (line.number for line in lines if needle.lower() in line.text.lower())
    return next(numbers, lines[0].number)

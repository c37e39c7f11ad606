"""Turns Markdown into HTML that is safe to insert, or into plain text. Calls are independent."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple

import nh3
from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions import Extension
from markdown.extensions.tables import TableExtension
from markdown.util import Registry

from webinar.content.lessons.cleaning import DROPPED_WITH_CONTENT, clean
from webinar.content.lessons.diagrams import Diagram
from webinar.content.lessons.forge import ForgeExtension
from webinar.content.lessons.sentences import N_
from webinar.content.lessons.terms import TermExtension

# Python-Markdown's worst cases grow with the square of the length, and for every opening mark it
# looks through the rest of the paragraph: 16,000 `[` took 23 s. These limits keep it near 1 s.
MAX_CHARACTERS = 16_000
MAX_WORK = 1_000_000

# An image as the cleaner writes it: attributes are quoted, and quotes in them are escaped.
_IMG = re.compile(r'<img((?: [a-z-]+="[^"]*")*)>')
# A line without any character that has a meaning in Markdown or HTML.
_PLAIN = re.compile(r"[^*_`\[\]<>&\\!~\x00-\x1f\x7f-\x9f]*")
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')

_TO_TEXT = nh3.Cleaner(tags=set(), clean_content_tags=set(DROPPED_WITH_CONTENT))

_EXTENSIONS = ("attr_list", "md_in_html", "sane_lists", "pymdownx.betterem")

# Idle converters, by use: a language's blocks, or one line. A converter has state while it works,
# so no two calls share one; making one takes as long as converting a slide.
_LINE = "one line"
_idle: defaultdict[str, list[Markdown]] = defaultdict(list)


class CannotRender(ValueError):
    """The text is too long, too full of marks, too deeply nested or broken; the message says so."""


class Image(NamedTuple):
    src: str
    alt: str


class Rendered(NamedTuple):
    """`html` is safe to insert. The rest is for lint.

    `removed` names what cleaning took away: `<script>`, `onclick`, a class.
    """

    html: str
    removed: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    links: tuple[str, ...] = ()
    headings: tuple[int, ...] = ()


class Pictures(NamedTuple):
    """Images that a lesson may show: pictures by their `src` with their address, and drawings."""

    images: Mapping[str, str] = {}
    diagrams: Mapping[str, Diagram] = {}


def render(source: str, language: str = "en", pictures: Pictures | None = None) -> Rendered:
    """Render Markdown. `language` selects the glossary and the texts in drawings.

    Raises `CannotRender`.
    """
    if not source.strip():
        return Rendered("")
    images, diagrams = pictures or Pictures()
    # The cleaner lets pictures of these names pass; a drawing then replaces each of them.
    allowed_images = {**images, **{name: name for name in diagrams}}
    rendered = _clean(_convert(source, language), allowed_images)
    return rendered._replace(html=_draw(rendered.html, language, diagrams))


def render_inline(source: str) -> Rendered:
    """Render one line of text: "1. First" is no list here. Raises `CannotRender`."""
    if _PLAIN.fullmatch(source) and len(source) <= MAX_CHARACTERS:
        # For most titles and options Markdown would only add these tags, ten times as slowly.
        return _clean(f"<p>{source.lstrip()}</p>" if source.strip() else "", {})
    return _clean(_convert(source, _LINE), {})


def text_of(html: str) -> str:
    """Return plain text for titles, labels and exports; pages must escape it."""
    return " ".join(unescape(_TO_TEXT.clean(html)).split())


def _clean(dirty: str, images: Mapping[str, str]) -> Rendered:
    html = clean(dirty, images)
    dirty_outline = _outline(dirty)
    clean_outline = dirty_outline if html == dirty else _outline(html)
    return Rendered(
        html.strip(),
        removed=tuple(sorted(dirty_outline.parts - clean_outline.parts)),
        images=tuple(dirty_outline.images),
        links=tuple(dirty_outline.links),
        headings=tuple(dirty_outline.headings),
    )


def _draw(html: str, language: str, diagrams: Mapping[str, Diagram]) -> str:
    def drawing_for(match: re.Match[str]) -> str:
        attributes = dict(_ATTRIBUTE.findall(match[1]))
        diagram = diagrams.get(unescape(attributes.get("src", "")))
        if diagram is None:
            return match[0]
        return diagram.svg(language, unescape(attributes.get("alt", "")))

    return _IMG.sub(drawing_for, html) if diagrams else html


def _block_markdown(language: str) -> Markdown:
    # By default tables get a style attribute, which the pages' security policy refuses.
    extensions: list[str | Extension] = [
        *_EXTENSIONS,
        TableExtension(use_align_attribute=True),
        ForgeExtension(),
        TermExtension(language),
    ]
    return Markdown(extensions=extensions, output_format="html")


def _inline_markdown() -> Markdown:
    markdown = Markdown(extensions=["pymdownx.betterem"], output_format="html")
    markdown.preprocessors.deregister("html_block")
    markdown.parser.blockprocessors = Registry()
    markdown.parser.blockprocessors.register(ParagraphProcessor(markdown.parser), "paragraph", 1)
    return markdown


def _convert(source: str, use: str) -> str:
    if len(source) > MAX_CHARACTERS:
        raise CannotRender(N_("it is longer than %(most)s characters", most=MAX_CHARACTERS))
    if _work_needed(source) > MAX_WORK:
        raise CannotRender(N_("it is too long for so many `*`, `_`, `[`, `<` and backticks"))
    idle = _idle[use]
    markdown = idle.pop() if idle else _make_markdown(use)
    try:
        html = markdown.convert(source)
    except RecursionError:
        raise CannotRender(N_("it is too deeply nested")) from None
    except AssertionError:
        # See `_outline`: Markdown uses the same parser.
        raise CannotRender(N_("it holds a broken HTML tag")) from None
    # A converter that failed is not used again, since its state is not reset.
    idle.append(markdown.reset())
    return html


def _make_markdown(use: str) -> Markdown:
    return _inline_markdown() if use == _LINE else _block_markdown(use)


def _work_needed(source: str) -> int:
    paragraphs = source.split("\n\n")
    inline = sum(sum(map(text.count, "*_[`")) * len(text) for text in paragraphs)
    return inline + source.count("<") * len(source)


def _outline(html: str) -> _Outline:
    outline = _Outline()
    try:
        outline.feed(html)
        outline.close()
    except AssertionError:
        # Python's HTML parser raises this for `<![` without an end.
        outline.parts["<!"] += 1
    return outline


class _Outline(HTMLParser):
    """Collects the parts of a piece of HTML, with another parser than the cleaner's."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: Counter[str] = Counter()
        self.images: list[Image] = []
        self.links: list[str] = []
        self.headings: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts[f"<{tag}>"] += 1
        values = {name: value or "" for name, value in attrs}
        for name, value in values.items():
            words = [f"class {word}" for word in value.split()] if name == "class" else [name]
            self.parts.update(words)
        if tag == "img":
            self.images.append(Image(values.get("src", ""), values.get("alt", "")))
        if tag == "a":
            self.links.append(values.get("href", ""))
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))

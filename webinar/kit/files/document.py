"""A protocol as a plain document: the same blocks for pages, PDF, DOCX and Markdown.

A printer knows how a block looks and nothing of sessions; texts are data and never markup.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import msgspec

from webinar.kit.language_fallback import base_language
from webinar.kit.languages import LANGUAGES


class Words(msgspec.Struct, frozen=True):
    """A run of text in one language and direction. `lang` is "" where it is not known."""

    text: str
    lang: str = ""
    rtl: bool = False
    strong: bool = False


Line = Sequence[Words]


class Heading(msgspec.Struct, frozen=True, tag="heading"):
    """`level` begins at 1, below the title of the document."""

    level: int
    line: Line


class Para(msgspec.Struct, frozen=True, tag="para"):
    """A paragraph; with `quiet` it is a remark on its surroundings."""

    line: Line
    quiet: bool = False


class Fact(msgspec.Struct, frozen=True):
    name: str
    line: Line


class Facts(msgspec.Struct, frozen=True, tag="facts"):
    """Names with their facts."""

    rows: Sequence[Fact]


class Table(msgspec.Struct, frozen=True, tag="table"):
    """`widths` are shares of the width of a page; the first column heads each row.

    `numbers` are the columns, from 0, that are aligned at their end. `caption_lang` is "" where
    the caption is the document's own words.
    """

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Line]]
    widths: Sequence[int]
    numbers: Sequence[int] = ()
    caption_lang: str = ""


class Bullets(msgspec.Struct, frozen=True, tag="bullets"):
    items: Sequence[Line]


class Quote(msgspec.Struct, frozen=True, tag="quote"):
    """Somebody's text, verbatim, and its writer."""

    line: Line
    source: Line


class Signature(msgspec.Struct, frozen=True):
    """A line to sign. `part` is the signer's role; an empty `name` is to be written by hand."""

    part: str
    name: Line


class Signatures(msgspec.Struct, frozen=True, tag="signatures"):
    """Lines to be signed by hand: name, signature, date."""

    name: str
    signature: str
    date: str
    rows: Sequence[Signature]


Block = Heading | Para | Facts | Table | Bullets | Quote | Signatures


class Cover(msgspec.Struct, frozen=True, kw_only=True):
    """A document's data about itself, apart from its blocks.

    `kind` is a word such as "Protocol", `running` stands at the head of every further page, and
    `mark` on each. `made_at` is the end of the session in seconds since 1970, for the properties
    of a file.
    """

    language: str
    lang: str
    rtl: bool
    own_digits: bool
    kind: str
    title: Line
    running: str
    mark: str
    made_at: int


class Document(Cover, frozen=True, kw_only=True):
    blocks: Sequence[Block]


def isolated(words: Words, rtl: bool) -> str:
    """The text with marks, so that in a line of direction `rtl` it does not reorder what follows.

    Without these marks a number after a name in Arabic letters is read as a part of it.
    """
    own = "\u200f" if rtl else "\u200e"
    return words.text if words.rtl == rtl or not words.text else f"{own}{words.text}{own}"


def is_rtl(text: str, otherwise: bool) -> bool:
    """Whether the text runs from right to left, by its first letter that has a direction.

    See Unicode Bidirectional Algorithm, rule P2.
    """
    for mark in text:
        direction = unicodedata.bidirectional(mark)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return otherwise


def lang_of(tag: str) -> str:
    """The name of our language in HTML, PDF and office programs: BCP 47."""
    return LANGUAGES[tag].tag if tag in LANGUAGES else base_language(tag)

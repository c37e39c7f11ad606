"""The parts of a dashboard and its report: the blocks of a document, and pictures with words.

They are plain values, from which both pages and PDFs are drawn.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from webinar.kit.files.document import (
    Bullets,
    Cover,
    Facts,
    Heading,
    Line,
    Para,
    Quote,
    Signatures,
    Table,
)
from webinar.results.protocol.phrases import number, plain


class Key(msgspec.Struct, frozen=True):
    """The meaning of a sign in a picture: `sign` is a number, or the name of a shade."""

    sign: str
    line: Line


class Picture(msgspec.Struct, frozen=True, tag="picture"):
    """A drawing with its axes: `times` below it and `counts` beside it, evenly spaced.

    `marks` are numbers above the drawing, by their place from 0 to 1. `title` and `told` describe
    it to readers who cannot see it.
    """

    id: str
    svg: str
    title: str
    told: str
    marks: Sequence[tuple[float, str]]
    times: Sequence[str]
    counts: Sequence[str]
    keys: Sequence[Key] = ()


class Bar(msgspec.Struct, frozen=True):
    """A label with a value in words and, optionally, the drawing that shows the value.

    `is_scaled` says that the drawing keeps its proportions (`svg.scaled`).
    """

    line: Line
    value: str
    svg: str = ""
    remark: str = ""
    is_scaled: bool = False


class Bars(msgspec.Struct, frozen=True, tag="bars"):
    """Bars on one scale below a title; `told` is a sentence about what they show."""

    title: Line
    rows: Sequence[Bar]
    note: str = ""
    told: str = ""


class Columns(msgspec.Struct, frozen=True, tag="columns"):
    """Columns on one scale, in the order of the scale that they stand on; else as `Bars`.

    The line of each is a number; `keys` say what the numbers mean.
    """

    title: Line
    rows: Sequence[Bar]
    note: str = ""
    told: str = ""
    keys: Sequence[Key] = ()


def column(place: int, value: str, svg: str, *, is_scaled: bool = False) -> Bar:
    """Return a column of `Columns`, which has the number of its place below it."""
    return Bar(plain(number(place)), value, svg, is_scaled=is_scaled)


class Legend(msgspec.Struct, frozen=True, tag="legend"):
    """The meaning of the numbers in the pictures above it."""

    keys: Sequence[Key]


class Folded(msgspec.Struct, frozen=True, tag="folded"):
    """The numbers of pictures as a table: opened on a page, at the end of a PDF.

    `repeats` says that the pictures have all these numbers beside them, also in their PDF.
    """

    table: Table
    repeats: bool = False


Block = (
    Heading
    | Para
    | Facts
    | Table
    | Bullets
    | Quote
    | Signatures
    | Picture
    | Bars
    | Columns
    | Legend
    | Folded
)


class Report(Cover, frozen=True, kw_only=True):
    """A document with pictures, as the template of its pages reads it."""

    blocks: Sequence[Block]

"""The parts of a dashboard and its report: the blocks of a document, and pictures with words.

Plain values: a page and a PDF draw the same ones.
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


class Key(msgspec.Struct, frozen=True):
    """The meaning of a sign in a picture: `sign` is a number, or the name of a shade."""

    sign: str
    line: Line


class Picture(msgspec.Struct, frozen=True, tag="picture"):
    """A drawing with its axes: `times` below it and `counts` beside it, evenly apart.

    `marks` are numbers above the drawing, by their place from 0 to 1. `title` and `told` say the
    same to those who do not see it.
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
    """A label with a value in words and, if there is one, the bar that shows it."""

    line: Line
    value: str
    svg: str = ""
    remark: str = ""


class Bars(msgspec.Struct, frozen=True, tag="bars"):
    """Bars of one scale below a title; `told` says in a sentence what they show."""

    title: Line
    rows: Sequence[Bar]
    note: str = ""
    told: str = ""


class Folded(msgspec.Struct, frozen=True, tag="folded"):
    """The numbers of a picture as a table: opened on a page, left out of a PDF."""

    table: Table


Block = Heading | Para | Facts | Table | Bullets | Quote | Signatures | Picture | Bars | Folded


class Report(Cover, frozen=True, kw_only=True):
    """A document with pictures in it, as the template of its pages reads it."""

    blocks: Sequence[Block]

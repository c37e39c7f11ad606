"""A document as a PDF: tagged, with its fonts, the same bytes each time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from webinar.handouts.press import NoGlyphs, print_pages
from webinar.protocol.document import Document

HERE = Path(__file__).parent
# A sign that no font has must keep nobody's protocol from being printed.
MISSING = "□"
# typst names the signs that it found missing, which may not be all of them.
TRIES = 5

S = TypeVar("S", bound=msgspec.Struct)


def encode(document: Document) -> bytes:
    """Raises `CannotPrint` where the fonts for it are not installed."""
    return print_all(document, [HERE / "protocol.typ"])


def print_all(sheet: S, templates: Sequence[Path]) -> bytes:
    """What the first of these templates makes of `sheet` with those of a protocol's pages.

    Raises as `encode` does.
    """
    used = [*templates, HERE / "pages.typ"]
    for _ in range(TRIES):
        try:
            return print_pages(sheet, used, {}).pdf
        except NoGlyphs as error:
            sheet = _without(sheet, error.letters)
    return print_pages(sheet, used, {}).pdf


def _without(sheet: S, letters: str) -> S:
    signs = dict.fromkeys(map(ord, letters), MISSING)
    plain = msgspec.to_builtins(sheet)
    return msgspec.convert(_replaced(plain, signs), type(sheet))


def _replaced(value: object, signs: dict[int, str]) -> object:
    if isinstance(value, str):
        return value.translate(signs)
    if isinstance(value, dict):
        return {key: _replaced(one, signs) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_replaced(one, signs) for one in value]
    return value

"""A document as a PDF: tagged, with its fonts, the same bytes each time."""

from __future__ import annotations

from pathlib import Path

import msgspec

from webinar.handouts.press import NoGlyphs, print_pages
from webinar.protocol.document import Document

HERE = Path(__file__).parent
# A sign that no font has must keep nobody's protocol from being printed.
MISSING = "□"
# typst names the signs that it found missing, which may not be all of them.
TRIES = 5


def encode(document: Document) -> bytes:
    """Raises `CannotPrint` where the fonts for it are not installed."""
    for _ in range(TRIES):
        try:
            return print_pages(document, [HERE / "protocol.typ"], {}).pdf
        except NoGlyphs as error:
            document = _without(document, error.letters)
    return print_pages(document, [HERE / "protocol.typ"], {}).pdf


def _without(document: Document, letters: str) -> Document:
    signs = dict.fromkeys(map(ord, letters), MISSING)
    plain = msgspec.to_builtins(document)
    return msgspec.convert(_replaced(plain, signs), Document)


def _replaced(value: object, signs: dict[int, str]) -> object:
    if isinstance(value, str):
        return value.translate(signs)
    if isinstance(value, dict):
        return {key: _replaced(one, signs) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_replaced(one, signs) for one in value]
    return value

"""A document as a PDF: tagged, with its fonts, the same bytes each time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from webinar.content.handouts.press import print_boxed
from webinar.kit.files.document import Cover, Document

_FOLDER = Path(__file__).parent


def encode(document: Document) -> bytes:
    """Return the PDF. Raises `CannotPrint` if its fonts are not installed."""
    return print_all(document, [_FOLDER / "protocol.typ"])


def print_all(document: Cover, templates: Sequence[Path]) -> bytes:
    """Print the first of these templates; it may import the others and those of a protocol.

    Raises `CannotPrint`, as `encode` does.
    """
    return print_boxed(document, [*templates, _FOLDER / "pages.typ"])

"""A table as somebody sent it: rows of text, and where in their file each began."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from webinar.errors import Refused

LONGEST_FILE = 2 * 1024 * 1024
MOST_ROWS = 5000
MOST_COLUMNS = 60
# Longer than anything that a field may hold: what is cut off here is refused there.
LONGEST_CELL = 500


@dataclass(frozen=True)
class Row:
    """`line` is what the program that wrote the file shows beside the row, from 1."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Rows of one width, none of them empty.

    `encoding` is how a text file was read, empty for a workbook; `sheets` are the names of a
    workbook's, and `sheet` is the number of the one that this is.
    """

    rows: tuple[Row, ...]
    encoding: str = ""
    sheets: tuple[str, ...] = ()
    sheet: int = 0

    @property
    def width(self) -> int:
        return len(self.rows[0].cells) if self.rows else 0


def tidy(found: Iterable[tuple[int, Iterable[str]]]) -> tuple[Row, ...]:
    """The rows that have something in them, as wide as the widest.

    Refused: `too_many_rows`, `too_many_columns`.
    """
    kept: list[tuple[int, list[str]]] = []
    for line, cells in found:
        texts = [_text(cell) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if not texts:
            continue
        if len(texts) > MOST_COLUMNS:
            raise Refused("too_many_columns")
        kept.append((line, texts))
        # A few more, for what stands above the table.
        if len(kept) > MOST_ROWS + 20:
            raise Refused("too_many_rows")
    width = max((len(texts) for _, texts in kept), default=0)
    return tuple(Row(line, (*texts, *[""] * (width - len(texts)))) for line, texts in kept)


def _text(cell: str) -> str:
    """On one line, without what no program shows."""
    if cell.isascii() and cell.isalnum():
        return cell[:LONGEST_CELL]
    return " ".join(cell[: 4 * LONGEST_CELL].replace("\0", "").split())[:LONGEST_CELL]

"""A table as somebody sent it: rows of text, and where in their file each began."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from webinar.kit.errors import Refused

LONGEST_FILE = 2 * 1024 * 1024
MOST_ROWS = 5000
MOST_COLUMNS = 60
# Longer than anything that a field may hold: a cell cut off here is refused there.
LONGEST_CELL = 500


@dataclass(frozen=True)
class Row:
    """`line` is what the program that wrote the file shows beside the row, from 1.

    `uncomputed` are the columns, from 0, with a formula whose value is not in the file; `is_wide`
    says that the only text of the row reaches over several columns, as the title of a part does.
    """

    line: int
    cells: tuple[str, ...]
    uncomputed: frozenset[int] = frozenset()
    is_wide: bool = False


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


def tidy(found: Iterable[Row]) -> tuple[Row, ...]:
    """The rows that have something in them, as wide as the widest.

    Refused: `too_many_rows`, `too_many_columns`.
    """
    kept: list[tuple[Row, list[str]]] = []
    for row in found:
        texts = [_text(cell) for cell in row.cells]
        while texts and not texts[-1] and len(texts) - 1 not in row.uncomputed:
            texts.pop()
        if not texts:
            continue
        if len(texts) > MOST_COLUMNS:
            raise Refused("too_many_columns")
        kept.append((row, texts))
        # A few more, for what stands above the table.
        if len(kept) > MOST_ROWS + 20:
            raise Refused("too_many_rows")
    width = max((len(texts) for _, texts in kept), default=0)
    return tuple(replace(row, cells=(*texts, *[""] * (width - len(texts)))) for row, texts in kept)


def _text(cell: str) -> str:
    """A cell's text on one line, without characters that no program shows."""
    if cell.isascii() and cell.isalnum():
        return cell[:LONGEST_CELL]
    return " ".join(cell[: 4 * LONGEST_CELL].replace("\0", "").split())[:LONGEST_CELL]

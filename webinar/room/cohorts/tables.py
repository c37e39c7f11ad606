"""A table as it was uploaded: rows of text, each with its line in the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from webinar.kit.errors import Refused

# In bytes.
LONGEST_FILE = 2 * 1024 * 1024
MOST_ROWS = 5000
MOST_COLUMNS = 60
# Longer than any field may be, so that a cell that is cut off here is still refused there.
LONGEST_CELL = 500


@dataclass(frozen=True)
class Row:
    """A row of a table. `line` is its number, from 1, in the program that wrote the file.

    `uncomputed` are the columns, from 0, with a formula whose value is not in the file. `is_wide`
    means that the only text of the row spans several columns, as the title of a part does.
    """

    line: int
    cells: tuple[str, ...]
    uncomputed: frozenset[int] = frozenset()
    is_wide: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of one width, none of them empty.

    `encoding` is that of a text file, empty for a workbook. `sheets` are the names of a workbook's
    sheets, and `sheet` is the number of this one.
    """

    rows: tuple[Row, ...]
    encoding: str = ""
    sheets: tuple[str, ...] = ()
    sheet: int = 0

    @property
    def width(self) -> int:
        return len(self.rows[0].cells) if self.rows else 0


def tidy(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows that are not empty, each as wide as the widest.

    Refused: `too_many_rows`, `too_many_columns`.
    """
    rows_with_texts: list[tuple[Row, list[str]]] = []
    for row in rows:
        texts = [_text(cell) for cell in row.cells]
        while texts and not texts[-1] and len(texts) - 1 not in row.uncomputed:
            texts.pop()
        if not texts:
            continue
        if len(texts) > MOST_COLUMNS:
            raise Refused("too_many_columns")
        rows_with_texts.append((row, texts))
        # Allow some more rows, for titles above the table.
        if len(rows_with_texts) > MOST_ROWS + 20:
            raise Refused("too_many_rows")
    width = max((len(texts) for _, texts in rows_with_texts), default=0)
    return tuple(
        replace(row, cells=(*texts, *[""] * (width - len(texts)))) for row, texts in rows_with_texts
    )


def _text(cell: str) -> str:
    """Return the cell's text on one line, without NUL, cut off at `LONGEST_CELL`."""
    if cell.isascii() and cell.isalnum():
        return cell[:LONGEST_CELL]
    return " ".join(cell[: 4 * LONGEST_CELL].replace("\0", "").split())[:LONGEST_CELL]

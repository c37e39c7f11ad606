"""A sheet of an XLSX workbook as rows of text. No database.

A workbook is an archive of XML that somebody else packed: what it unpacks to is measured before
anything of it is read, and documents that define entities are refused.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from webinar.cohorts.tables import MOST_COLUMNS, MOST_ROWS, Row, Table, tidy
from webinar.errors import Refused

MOST_UNPACKED = 40 * 1024 * 1024
_MOST_PARTS = 500
# Rows that are looked at, with those that are empty.
_DEEPEST = MOST_ROWS + 1000


def read_workbook(content: bytes, sheet: int | None = None) -> Table:
    """This sheet, by number from 0; else the first that has a table in it.

    Of formulas the values that were computed last. Refused: `file_type`, `file_broken`,
    `file_too_large`, `file_empty`, `too_many_rows`, `too_many_columns`.
    """
    _inspect(content)
    try:
        with warnings.catch_warnings():
            # It warns of styles and extensions that it does not know.
            warnings.simplefilter("ignore")
            return _read(content, sheet)
    except Refused:
        raise
    except Exception as error:  # whatever it stumbles over in what others wrote
        raise Refused("file_broken") from error


def _inspect(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename.lstrip("/") for part in parts}
            if "xl/workbook.xml" not in names:
                raise Refused("file_type")
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Refused("file_too_large")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _refuse_entities(archive.read(part))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise Refused("file_broken") from error


def _refuse_entities(part: bytes) -> None:
    if part.startswith((b"\xff\xfe", b"\xfe\xff")) or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise Refused("file_broken")


def _read(content: bytes, wanted: int | None) -> Table:
    # Here, as it is large and few need it.
    from openpyxl import load_workbook

    book = load_workbook(
        io.BytesIO(content), read_only=True, data_only=True, keep_links=False, rich_text=False
    )
    try:
        names = tuple(one.title[:100] for one in book.worksheets)
        numbers = range(len(names)) if wanted is None or wanted >= len(names) else [wanted]
        best: tuple[int, tuple[Row, ...]] | None = None
        for number in numbers:
            rows = tidy(_rows(book.worksheets[number]))
            if best is None or (len(best[1]) < 2 and len(rows) > len(best[1])):
                best = (number, rows)
            if len(rows) > 1:
                break
    finally:
        book.close()
    if best is None or not best[1]:
        raise Refused("file_empty")
    return Table(best[1], sheets=names, sheet=best[0])


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    # What a file says of its own size need not be so.
    sheet.reset_dimensions()
    found = sheet.iter_rows(max_row=_DEEPEST + 1, max_col=MOST_COLUMNS + 1, values_only=True)
    for line, cells in enumerate(found, 1):
        if line > _DEEPEST and any(cell is not None for cell in cells):
            raise Refused("too_many_rows")
        yield line, [_text(cell) for cell in cells]


def _text(value: object) -> str:
    """As the sheet shows it: a telephone's number is stored as a fraction."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)

"""Reads a roster's file, or a pasted table, as rows of text. No database.

Text files state neither their encoding nor the separator of their cells, so both are guessed.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from webinar.kit.errors import Refused
from webinar.room.cohorts.columns import find_header
from webinar.room.cohorts.tables import LONGEST_FILE, Row, Table, tidy
from webinar.room.cohorts.workbooks import Sheet, read_sheets, rows_of

# The encodings offered. KZ-1048 is Windows-1251 with Kazakh letters instead of Serbian ones.
ENCODINGS = ("utf-8", "utf-16", "cp1251", "kz1048", "cp866", "cp1256", "cp1252")
_SEPARATORS = ";\t,|"
# Characters that no Russian word has. If decoding as Windows-1251 yields them, the bytes are
# Kazakh letters in KZ-1048.
_SERBIAN = frozenset("ЄєЌќЇїЎўЈЅѕЉљЊњЋћЏџЂђЃѓ¬")
# Rows by which the separator is guessed.
_LOOKED_AT = 60
# A cell with more characters than this swallowed others by a quote that is not closed.
_SWALLOWED = 4000
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_workbook(content: bytes) -> bool:
    return content.startswith((b"PK\x03\x04", _OLD_WORKBOOK))


def read_table(
    content: bytes,
    encoding: str = "",
    sheet: int | None = None,
    sheets: Sequence[Sheet] | None = None,
) -> Table:
    """Return the table in a CSV file or a workbook.

    If `encoding` is none of ours, it is detected. In a workbook, `sheet` is the number of the
    sheet, from 0; without it, the sheet that looks most like a list of people is read. `sheets` are
    the sheets of the workbook, if it was read before.

    Refused: `file_empty`, `file_too_large`, `file_type`, `file_broken`, `file_locked`,
    `too_many_rows`, `too_many_columns`.
    """
    if not content.strip():
        raise Refused("file_empty")
    if len(content) > LONGEST_FILE:
        raise Refused("file_too_large")
    if is_workbook(content):
        return _workbook_table(read_sheets(content) if sheets is None else sheets, sheet)
    if content.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"PK")):
        raise Refused("file_type")
    used = encoding if encoding in ENCODINGS else guess_encoding(content)
    rows = tidy(Row(line, tuple(cells)) for line, cells in _records(_decode(content, used)))
    if not rows:
        raise Refused("file_empty")
    return Table(rows, used)


def _workbook_table(sheets: Sequence[Sheet], sheet_number: int | None) -> Table:
    names = tuple(sheet.name[:100] for sheet in sheets)
    if sheet_number is not None and sheet_number < len(sheets):
        numbers = [sheet_number]
    else:
        numbers = [number for number, sheet in enumerate(sheets) if not sheet.hidden] or [0]
    tables, refusals = [], []
    for number in numbers:
        try:
            tables.append(Table(rows_of(sheets[number]), sheets=names, sheet=number))
        except Refused as refusal:
            # A sheet that is refused, such as a long log, is no reason to refuse the others.
            refusals.append(refusal)
    # A cover sheet has titles and dates; the list has heads, and many rows below them.
    best = max(tables, key=_likeness, default=None)
    if refusals and (best is None or not _likeness(best)[0]):
        raise refusals[0]
    if best is None or not best.rows:
        raise Refused("file_empty")
    return best


def _likeness(table: Table) -> tuple[int, int]:
    header = find_header(table) if table.rows else None
    return (len({*header.fields} - {""}) if header else 0, len(table.rows))


def guess_encoding(content: bytes) -> str:
    """Return the first encoding that the bytes fit, trying strict ones first."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        # In UTF-16 without a byte order mark, every second byte has one of few values.
        return "utf-16" if content.count(b"\0") > len(content) // 8 else "utf-8"
    if content.count(b"\0") > len(content) // 8 or content.count(b"\4") > len(content) // 4:
        return "utf-16"
    as_russian = content.decode("cp1251", "replace")
    return "kz1048" if _SERBIAN & set(as_russian) or "\ufffd" in as_russian else "cp1251"


def _decode(content: bytes, encoding: str) -> str:
    if encoding == "utf-16":
        has_mark = content.startswith((b"\xff\xfe", b"\xfe\xff"))
        return content.decode("utf-16" if has_mark else "utf-16-le", "replace")
    return content.decode("utf-8-sig" if encoding == "utf-8" else encoding, "replace")


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield number and cells of each record; like rows, records may have several lines."""
    text = text.replace("\0", "")
    first, _, rest = text.partition("\n")
    first_line = first.strip("\r \ufeff")
    if first_line.lower().startswith("sep=") and len(first_line) == 5:
        separator, text = first_line[4], rest
    else:
        separator = _separator(text)
    # A quote that is not closed swallows the following cells; then read without quotes.
    for has_quotes in (True, False) if text.count('"') % 2 == 0 else (False,):
        try:
            records = list(_read(text, separator, has_quotes))
        except csv.Error:
            continue
        if has_quotes and any(len(cell) > _SWALLOWED for record in records for cell in record):
            continue
        yield from enumerate(records, 1)
        return
    raise Refused("file_broken")


def _read(text: str, separator: str, has_quotes: bool = True) -> Iterator[list[str]]:
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if has_quotes else csv.QUOTE_NONE
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=quoting)


def _separator(text: str) -> str:
    """Return the separator that makes the most rows equally wide."""
    return max(_SEPARATORS, key=lambda separator: _evenness(text, separator))


def _evenness(text: str, separator: str) -> tuple[float, int]:
    widths: list[int] = []
    try:
        for cells in _read(text[:200_000], separator):
            if any(cell.strip() for cell in cells):
                widths.append(len(cells))
            if len(widths) == _LOOKED_AT:
                break
    except csv.Error:
        pass
    several = Counter(width for width in widths if width > 1)
    if not several:
        return (0.0, 0)
    width, count = max(several.items(), key=lambda item: (item[1], item[0]))
    return (round(count / len(widths), 1), width)

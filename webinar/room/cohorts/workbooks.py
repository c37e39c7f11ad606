"""The sheets of an uploaded workbook, as rows of text. No database.

`workbook_process` reads it: hostile content ends that process and nothing else.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from config import ROOT
from webinar.kit.errors import Refused
from webinar.kit.files.archives import open_zip
from webinar.room.cohorts.tables import MOST_COLUMNS, MOST_ROWS, Row, tidy
from webinar.room.cohorts.workbook_process import TOO_LARGE

# The number of rows that are read, including empty ones.
_DEEPEST = MOST_ROWS + 1000
_PATIENCE_SECONDS = 40
_READER = [sys.executable, "-m", "webinar.room.cohorts.workbook_process"]
# The only environment variables that the process gets, because others contain secrets.
_ENVIRONMENT = ("PATH", "PYTHONHOME", "PYTHONPATH", "LD_LIBRARY_PATH")
# A merged cell over fewer columns may be an ordinary cell, not a title.
_WIDE = 3
_BOOKS = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Range(NamedTuple):
    """Merged cells: rows and columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(msgspec.Struct, frozen=True):
    """A sheet as `workbook_process` writes it."""

    name: str
    hidden: bool
    rows: list[list[str]]
    merged: list[Range]
    uncomputed: list[tuple[int, int]]


def read_sheets(content: bytes) -> list[Sheet]:
    """Return the sheets of an XLSX, XLSB, XLS or ODS workbook, in order.

    Call this on the loop, not in a worker thread: it waits for another process. Refused:
    `file_broken`, `file_locked`, `file_too_large`, `file_type`.
    """
    if _ENCRYPTED in content:
        raise Refused("file_locked")
    if content.startswith(b"PK"):
        with open_zip(content) as archive:
            parts = {name.lstrip("/") for name in archive.namelist()}
        if not _BOOKS & parts:
            raise Refused("file_type")
    limits = [str(_DEEPEST + 1), str(MOST_COLUMNS + 1)]
    try:
        process = subprocess.run(  # noqa: S603  our own arguments
            [*_READER, *limits],
            input=content,
            capture_output=True,
            timeout=_PATIENCE_SECONDS,
            cwd=ROOT,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
        )
    except subprocess.TimeoutExpired as error:
        raise Refused("file_too_large") from error
    if process.returncode == TOO_LARGE or process.returncode < 0:
        raise Refused("file_too_large")
    if process.returncode:
        raise Refused("file_broken")
    sheets = msgspec.json.decode(process.stdout, type=list[Sheet])
    if not sheets:
        raise Refused("file_type")
    return sheets


def rows_of(sheet: Sheet) -> tuple[Row, ...]:
    """Return the rows of a sheet that are not empty.

    Refused: `too_many_rows`, `too_many_columns`, `file_broken`.
    """
    if len(sheet.rows) > _DEEPEST and any(any(row) for row in sheet.rows[_DEEPEST:]):
        raise Refused("too_many_rows")
    return tidy(_lines(sheet))


def _lines(sheet: Sheet) -> Iterator[Row]:
    cells = [list(row) for row in sheet.rows]
    _fill_down(cells, sheet.merged)
    wide = {area.top for area in sheet.merged if area.right - area.left + 1 >= _WIDE}
    uncomputed: dict[int, set[int]] = {}
    for line, column in sheet.uncomputed:
        uncomputed.setdefault(line, set()).add(column)
    for number, row in enumerate(cells):
        is_wide = number in wide and sum(map(bool, row)) == 1
        yield Row(number + 1, tuple(row), frozenset(uncomputed.get(number, ())), is_wide)


def _fill_down(cells: list[list[str]], merged: Sequence[Range]) -> None:
    """Copy the text of merged cells into each of their rows, such as a unit into all its officers'.

    Refused: `file_broken`, if the ranges overlap so much that copying would never end.
    """
    remaining = len(cells) * (MOST_COLUMNS + 1)
    for area in merged:
        # Ranges in a file may be nonsense: end before they begin, or lie outside the sheet.
        if area.top >= len(cells) or area.left >= len(cells[area.top]):
            continue
        rows = cells[area.top + 1 : area.bottom + 1]
        remaining -= len(rows)
        if remaining < 0:
            raise Refused("file_broken")
        for row in rows:
            row[area.left] = row[area.left] or cells[area.top][area.left]

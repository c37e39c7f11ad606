"""Reads an uploaded workbook in a separate process with limited memory and time.

Run it as `python -m webinar.room.cohorts.workbook_process ROWS COLUMNS`. It reads a workbook (XLSX,
XLSB, XLS, ODS) from standard input, and writes JSON to standard output: a list of sheets, each with

- `name`, and `hidden`: whether people do not see the sheet;
- `rows`, at most ROWS of at most COLUMNS cells, from the first cell of the sheet on;
- `merged`, ranges of cells: first row, first column, last row, last column, from 0;
- `uncomputed`, row and column of each formula among these cells that has no stored value.

A file of a few bytes can make a reader take gigabytes or hours. The system ends this process at its
limits; the server that started it goes on. This module imports nothing from the server.
"""

from __future__ import annotations

import io
import json
import re
import resource
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

from defusedxml import ElementTree

MEMORY_BYTES = 700 * 1024 * 1024
CPU_SECONDS = 20
# A list of people does not unpack to more.
MOST_UNPACKED = 40 * 1024 * 1024
# The output is limited, too, because the memory of the server that reads it has no limit.
MOST_WRITTEN = 20 * 1024 * 1024
MOST_SHEETS = 30
TOO_LARGE = 3


def main(most_rows: int, most_columns: int) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    content = sys.stdin.buffer.read()
    if content.startswith(b"PK") and _unpacked_size(content) > MOST_UNPACKED:
        return TOO_LARGE
    output = json.dumps(_sheets(content, most_rows, most_columns))
    if len(output) > MOST_WRITTEN:
        return TOO_LARGE
    sys.stdout.write(output)
    sys.stdout.flush()
    return 0


def _unpacked_size(content: bytes) -> int:
    """Return the stated size of all parts; if the file lies, the memory limit stops the process."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sum(part.file_size for part in archive.infolist())


def _sheets(content: bytes, most_rows: int, most_columns: int) -> list[dict[str, Any]]:
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    sheets = []
    uncomputed = _uncomputed_cells(content, most_rows, most_columns)
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        for metadata in book.sheets_metadata[:MOST_SHEETS]:
            sheet = book.get_sheet_by_name(metadata.name)
            rows = sheet.to_python(skip_empty_area=False, nrows=most_rows)
            merged = sheet.merged_cell_ranges or []
            sheets.append(
                {
                    "name": metadata.name,
                    "hidden": metadata.visible != SheetVisibleEnum.Visible,
                    "rows": [[_text(cell) for cell in row[:most_columns]] for row in rows],
                    "merged": [[*first, *last] for first, last in merged[:most_rows]],
                    "uncomputed": uncomputed.get(metadata.name, []),
                }
            )
    return sheets


def _text(value: object) -> str:
    """Return the cell's text as the sheet shows it: telephone numbers are stored as floats."""
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
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def _uncomputed_cells(
    content: bytes, most_rows: int, most_columns: int
) -> dict[str, list[tuple[int, int]]]:
    """Return the cells of an XLSX, by sheet name, whose formulas have no stored values.

    Programs that write workbooks without computing the formulas make such files.
    """
    if not content.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
            return {}
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        related = relations.iter(f"{_PACKAGE}Relationship")
        targets = {relation.get("Id"): relation.get("Target", "") for relation in related}
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        places_by_sheet = {}
        for sheet in book.iter(f"{_MAIN}sheet"):
            target = targets.get(sheet.get(_RELATION), "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part in names:
                with archive.open(part) as stream:
                    # A set, because a file may name the same cell any number of times.
                    places = {
                        (row, column)
                        for row, column in _formulas_without_values(stream)
                        if row < most_rows and column < most_columns
                    }
                    places_by_sheet[sheet.get("name", "")] = sorted(places)
        return places_by_sheet


def _formulas_without_values(stream: Any) -> Any:
    for _event, element in ElementTree.iterparse(stream):
        if element.tag == f"{_MAIN}c":
            value = element.find(f"{_MAIN}v")
            is_empty = value is None or not value.text
            is_formula = element.find(f"{_MAIN}f") is not None
            if is_formula and is_empty and (place := _place(element.get("r", ""))):
                yield place
        elif element.tag == f"{_MAIN}row":
            element.clear()


def _place(reference: str) -> tuple[int, int] | None:
    """Return row and column, from 0, of a cell reference like `AB12`."""
    match = re.fullmatch(r"([A-Z]{1,3})([1-9]\d{0,6})", reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))

"""A table as CSV that spreadsheets of any country open rightly and run nothing from."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from webinar.reports.tables import Cell, Someone, Table


class Separator(StrEnum):
    """Where the decimal mark is a comma, spreadsheets expect the semicolon between cells."""

    COMMA = ","
    SEMICOLON = ";"


# A cell that begins with one of these is taken for a formula (OWASP, CSV injection); so are the
# full-width forms by spreadsheets set to Japanese.
_STARTS_FORMULA = frozenset("=+-@＝＋－＠\t\r\n\0")

# A spreadsheet that expects another separator than ours cuts cells at the wrong places, quotes or
# not, and what follows there begins a cell. A dash after a comma and a space is left alone: people
# write like that, and no spreadsheet calculates it.
_INNER_FORMULA = re.compile(r"""[,;\t|][\s"']*(?=[=@＝＠])|[,;\t|]["']*(?=[+\-＋－])""")


def encode(table: Table, zone: ZoneInfo, separator: Separator = Separator.COMMA) -> bytes:
    """UTF-8 with the mark that Excel needs, all cells quoted; equal tables give equal bytes.

    Instants are ISO 8601 with the offset of `zone`.
    """
    shown = [at for at, column in enumerate(table.columns) if column.type != "records"]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator.value, quoting=csv.QUOTE_ALL)
    writer.writerow([table.columns[at].id for at in shown])
    for row in table.rows:
        writer.writerow([cell_text(row[at], zone) for at in shown])
    return text.getvalue().encode("utf-8-sig")


def cell_text(cell: Cell, zone: ZoneInfo) -> str:
    """What stands in the file for this cell."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case int():
            return str(cell)
        case datetime():
            return cell.astimezone(zone).isoformat(timespec="seconds")
        case date():
            return cell.isoformat()
        case tuple():
            return guard(";".join(str(one) for one in cell))
        case str():
            return guard(cell)
        case Someone():
            raise TypeError("no profile has decided how people are called")


def guard(text: str) -> str:
    """The same text, with an apostrophe wherever a spreadsheet would begin to calculate."""
    text = _INNER_FORMULA.sub(r"\g<0>'", text)
    return f"'{text}" if _begins_formula(text) else text


def _begins_formula(text: str) -> bool:
    for mark in text:
        if mark in _STARTS_FORMULA:
            return True
        # Some spreadsheets skip spaces and invisible marks at the beginning.
        if not mark.isspace() and unicodedata.category(mark) != "Cf":
            return False
    return False

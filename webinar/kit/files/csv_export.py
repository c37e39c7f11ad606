"""A table as CSV that spreadsheets of any country open correctly, with nothing they would run."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from webinar.kit.files.tables import Cell, Table

# Texts in the cache: twice as many as a big session has people and words.
REMEMBERED = 16_384


class Separator(StrEnum):
    """The mark between cells: spreadsheets expect the semicolon if the decimal mark is a comma."""

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
    """Return UTF-8 with the mark that Excel needs and all cells quoted; equal tables, equal bytes.

    Instants are ISO 8601 with the offset of `zone`.
    """
    positions = [index for index, column in enumerate(table.columns) if column.type != "records"]
    heads = [table.columns[index].id for index in positions]
    spelling = Spelling(zone)
    rows = ([spelling.text(row[index]) for index in positions] for row in table.rows)
    return encode_rows(chain([heads], rows), separator)


def encode_rows(rows: Iterable[Sequence[str]], separator: Separator) -> bytes:
    """Return UTF-8 with the mark that Excel needs and all cells quoted; guard the cells before."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator.value, quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


class Spelling:
    """The text for each cell of a file. Its cache, which holds names, lives as long as it does."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._guard = guarded = lru_cache(REMEMBERED)(guard)
        # The most frequent kinds, by exact type.
        self._frequent: dict[type, Callable[[Any], str]] = {
            str: guarded,
            int: str,
            bool: lambda cell: "true" if cell else "false",
            type(None): lambda cell: "",
        }

    def text(self, cell: Cell) -> str:
        frequent = self._frequent.get(type(cell))
        return self._rare_text(cell) if frequent is None else frequent(cell)

    def _rare_text(self, cell: Cell) -> str:
        match cell:
            case datetime():
                return cell.astimezone(self._zone).isoformat(timespec="seconds")
            case date():
                return cell.isoformat()
            case tuple():
                return self._guard(";".join(str(part) for part in cell))
            case str():
                return self._guard(str(cell))
            case _:
                # A person for whom no export profile has chosen a name or a number.
                raise TypeError(f"no cell of a file: {type(cell).__name__}")


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

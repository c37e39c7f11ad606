"""Every download as a table: stable header ids and typed cells, the same for each format.

Header ids are never translated and never change their meaning: other programs read them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Generic, Literal, TypeAlias, TypeVar

from webinar.kit.erased_names import is_erased


class Field(StrEnum):
    """A field that identifies a person: an export profile decides which of these are exported."""

    NAME = "name"
    RANK = "rank"
    POSITION = "position"
    UNIT = "unit"
    EMAIL = "email"
    PHONE = "phone"
    EXTERNAL_ID = "external_id"
    LANGUAGE = "language"
    # The reason for a correction is free text, mostly with a name.
    REASON = "reason"


@dataclass(frozen=True)
class Someone:
    """A person in a cell: by name, or by number where an export may not contain names."""

    name: str
    number: str


class Figure(str):
    """A number in the one spelling that it has in text; a workbook shows it as a number."""

    __slots__ = ()


Cell: TypeAlias = (
    str
    | int
    | bool
    | datetime
    | date
    | Someone
    | tuple[str, ...]
    | tuple[Someone, ...]
    | tuple[Mapping[str, Any], ...]
    | None
)
Type: TypeAlias = Literal["text", "number", "flag", "instant", "date", "texts", "records"]


Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """`value` reads the cell from a row. `meaning` explains the column to the reader of a workbook:
    a text, or a lazy one, which `str()` words in the language of the request.

    `records` are for JSON alone: a spreadsheet has no cell for them and explains none.

    A column with a `field` is exported only if the profile allows it. Names of people are `Someone`
    instead, in any column.
    """

    id: str
    type: Type
    meaning: object
    value: Callable[[Row], Cell]
    field: Field | None = None


Columns: TypeAlias = tuple[Column[Row], ...]


@dataclass(frozen=True)
class Table:
    columns: Columns[Any]
    rows: tuple[tuple[Cell, ...], ...]


def clean(text: str) -> str:
    """One line that every format can hold: no control characters, no halves of a character.

    The joiners of Arabic script stay: they are part of how a name is written. The stored name of an
    erased person stays, too, for `erased_wording`.
    """
    if text.isprintable() or is_erased(text):
        return text
    cleaned = (" " if mark.isspace() else mark for mark in text if not _is_unprintable(mark))
    return "".join(cleaned)


def someone(number: int | None, name: str | None) -> Someone | None:
    """A member by number and name; None if the name is unknown."""
    if name is None:
        return None
    return Someone(clean(name), "" if number is None else f"#{number}")


def table_of(columns: Columns[Row], rows: Iterable[Row]) -> Table:
    """Read every column from every row; `clean` the texts."""
    values = [column.value for column in columns]
    return Table(columns, tuple(_cells(values, row) for row in rows))


def _cells(values: Iterable[Callable[[Row], Cell]], row: Row) -> tuple[Cell, ...]:
    cells = [value(row) for value in values]
    # Exactly a `str`: a `Figure` needs no cleaning, and must stay one.
    return tuple([clean(cell) if type(cell) is str else cell for cell in cells])


def _is_unprintable(mark: str) -> bool:
    return unicodedata.category(mark) in ("Cc", "Cs") and not mark.isspace()

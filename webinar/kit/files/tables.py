"""Every download as a table: stable header ids and typed cells, the same for each format.

Header ids are never translated and never change their meaning: other programs read them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal, TypeAlias

from webinar.kit.erased_names import is_erased


class Field(StrEnum):
    """What tells who somebody is: an export profile decides which of these leave."""

    NAME = "name"
    RANK = "rank"
    POSITION = "position"
    UNIT = "unit"
    EMAIL = "email"
    PHONE = "phone"
    EXTERNAL_ID = "external_id"
    LANGUAGE = "language"
    # Why somebody was corrected is told in free words, mostly with a name.
    REASON = "reason"


@dataclass(frozen=True)
class Someone:
    """A person in a cell: by name, or by the number that stands for them where none may leave."""

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


@dataclass(frozen=True)
class Column:
    """`records` are for JSON alone: a spreadsheet has no cell for them.

    A column with a `field` leaves only where the profile lets it; names are `Someone` instead,
    whatever column they stand in.
    """

    id: str
    type: Type
    field: Field | None = None


@dataclass(frozen=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def clean(text: str) -> str:
    """One line that every format can hold: no control characters, no halves of a character.

    The joiners of Arabic script stay: they are part of how a name is written. So does the name of
    somebody who was erased, for whoever words it.
    """
    if text.isprintable() or is_erased(text):
        return text
    kept = (" " if mark.isspace() else mark for mark in text if not _is_unprintable(mark))
    return "".join(kept)


def someone(number: int | None, name: str | None) -> Someone | None:
    """A member by number and name; nobody where it is not known who."""
    if name is None:
        return None
    return Someone(clean(name), "" if number is None else f"#{number}")


def table(named: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Table:
    """Of these columns; what no format can hold is taken out of the texts."""
    return Table(
        tuple(named),
        # Of exactly this type: a `Figure` is as it should be.
        tuple(tuple([clean(one) if type(one) is str else one for one in row]) for row in rows),
    )


def _is_unprintable(mark: str) -> bool:
    return unicodedata.category(mark) in ("Cc", "Cs") and not mark.isspace()


# What a roster has of people, by the header ids of their columns.
OF_PEOPLE: Mapping[str, Field] = {
    "language": Field.LANGUAGE,
    "rank": Field.RANK,
    "position": Field.POSITION,
    "unit": Field.UNIT,
    "external_id": Field.EXTERNAL_ID,
    "email": Field.EMAIL,
    "phone": Field.PHONE,
}


def columns(fields: Mapping[str, Field] | None = None, /, **types: Type) -> tuple[Column, ...]:
    """By their header ids; `fields` are those that tell something of a person."""
    told = fields or {}
    return tuple(Column(name, kind, told.get(name)) for name, kind in types.items())

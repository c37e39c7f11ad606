"""Many rows as one bound value: a statement that costs the same for one row as for hundreds.

SQLAlchemy takes microseconds for every bound value, and a statement whose length changes with its
rows is compiled again. Rows that travel as one JSON array avoid both; the database unpacks them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import (
    JSON,
    ColumnElement,
    Select,
    Text,
    bindparam,
    cast,
    func,
    literal_column,
    select,
)
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

_ROWS = "rows"
_encoder = msgspec.json.Encoder()


def dialect_of(db: Session) -> str:
    """`sqlite` or `postgresql`: bulk statements are built once for each dialect."""
    return db.get_bind().dialect.name


def bound_columns(dialect: str, *types: type[TypeEngine[Any]]) -> list[ColumnElement[Any]]:
    """Return the columns of the rows that `row_parameters` binds, in their order.

    Select them with `select(*given(...))`, alone or between other values.
    """
    if dialect == "sqlite":
        value = func.json_each(bindparam(_ROWS, type_=Text)).table_valued("value").c.value
        return [
            cast(func.json_extract(value, literal_column(f"'$[{place}]'")), kind)
            for place, kind in enumerate(types)
        ]
    # A cast, because a PostgreSQL parameter has no type of its own.
    array = cast(bindparam(_ROWS, type_=Text), JSON)
    value = func.json_array_elements(array).table_valued("value").c.value
    return [
        cast(value.op("->>")(literal_column(str(place))), kind) for place, kind in enumerate(types)
    ]


def select_columns(columns: Sequence[ColumnElement[Any]]) -> Select[Any]:
    """Select these columns; the condition tells SQLite that no join follows before ON CONFLICT."""
    return select(*columns).where(literal_column("1 = 1"))


def row_parameters(rows: Sequence[Sequence[Any]]) -> dict[str, str]:
    """The parameter of a statement with `bound_columns`. Rows hold text, whole numbers and None."""
    return {_ROWS: _encoder.encode(rows).decode()}

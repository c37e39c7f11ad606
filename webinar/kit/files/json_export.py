"""A table as JSON: the same cells as in CSV, but typed, and the session that they come from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from webinar.kit.files.tables import Cell, Figure, Someone, Table

# While the encoder runs, no other Python code can: encoding all rows at once would block the loop.
ROWS_AT_ONCE = 500


def encode(table: Table, zone: ZoneInfo, session: Mapping[str, Cell]) -> bytes:
    """Return `{session, columns: [{id, type}], rows: [{id: cell}]}`. Equal tables give equal bytes.

    Instants are ISO 8601 with the offset of `zone`; an unknown value is null.
    """
    ids = [column.id for column in table.columns]
    head = {
        "session": {key: cell_value(cell, zone) for key, cell in session.items()},
        "columns": [{"id": column.id, "type": column.type} for column in table.columns],
        "rows": [],
    }
    parts = [
        _elements(
            [
                dict(zip(ids, (cell_value(cell, zone) for cell in row), strict=True))
                for row in table.rows[start : start + ROWS_AT_ONCE]
            ]
        )
        for start in range(0, len(table.rows), ROWS_AT_ONCE)
    ]
    content = _indent(head)
    if parts:
        content = content.removesuffix(b"]\n}") + b",".join(parts) + b"\n  ]\n}"
    return content + b"\n"


def _elements(rows: list[dict[str, Any]]) -> bytes:
    """Return the rows as the elements of the list `rows`, without the list's brackets."""
    return _indent(rows)[1:-2].replace(b"\n", b"\n  ")


def _indent(value: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2)


def cell_value(cell: Cell, zone: ZoneInfo) -> Any:
    """Return the JSON value for a cell."""
    if isinstance(cell, datetime):
        return cell.astimezone(zone).isoformat(timespec="seconds")
    if isinstance(cell, Figure):
        return str(cell)
    if isinstance(cell, Someone):
        raise TypeError("no profile has decided how people are called")
    return cell.isoformat() if isinstance(cell, date) else cell

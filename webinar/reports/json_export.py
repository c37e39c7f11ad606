"""A table as JSON: the same cells as in CSV, typed, and with the session that they are from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from webinar.reports.tables import Cell, Figure, Someone, Table


def encode(table: Table, zone: ZoneInfo, session: Mapping[str, Cell]) -> bytes:
    """`{session, columns: [{id, type}], rows: [{id: cell}]}`; equal tables give equal bytes.

    Instants are ISO 8601 with the offset of `zone`; what is not known is null.
    """
    ids = [column.id for column in table.columns]
    body = {
        "session": {key: cell_value(cell, zone) for key, cell in session.items()},
        "columns": [{"id": column.id, "type": column.type} for column in table.columns],
        "rows": [
            dict(zip(ids, (cell_value(cell, zone) for cell in row), strict=True))
            for row in table.rows
        ],
    }
    return msgspec.json.format(msgspec.json.encode(body), indent=2) + b"\n"


def cell_value(cell: Cell, zone: ZoneInfo) -> Any:
    """What stands in the file for this cell."""
    if isinstance(cell, datetime):
        return cell.astimezone(zone).isoformat(timespec="seconds")
    if isinstance(cell, Figure):
        return str(cell)
    if isinstance(cell, Someone):
        raise TypeError("no profile has decided how people are called")
    return cell.isoformat() if isinstance(cell, date) else cell

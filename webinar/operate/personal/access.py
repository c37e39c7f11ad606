"""The data that the server holds about one person, for that person to read. Reads only.

The registry lists the columns; the rows are found by their references. Answers to anonymous polls
and anonymous questions belong to nobody in the database, so they cannot be included.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any

from sqlalchemy import Column, Row, Table, select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.db import Base
from webinar.kit.loop_turns import in_turns
from webinar.operate.personal.registry import REGISTRY
from webinar.operate.personal.subject import Subject, belongs_to, tables_of_people

# For a number that refers to a column: the table and column with a readable name.
_NAMING_COLUMNS = {
    "rooms.id": ("rooms", "title"),
    "courses.id": ("courses", "title"),
    "polls.id": ("polls", "key"),
    "poll_options.id": ("poll_options", "key"),
    "steps.id": ("steps", "number"),
    "questions.id": ("questions", "number"),
    "round_groups.id": ("round_groups", "number"),
    "halls.id": ("halls", "name"),
}

# Tables whose rows are handed out as files, not as records.
_GIVEN_AS_FILES = frozenset({"recorded_sounds"})

Record = dict[str, Any]


def personal_data(db: Session, subject: Subject) -> dict[str, Any]:
    """Return `{"made_at", "sessions", "data": {table: [{column: value}]}}`, without empty tables.

    Instants are ISO 8601 in UTC.
    """
    records_by_table = {table.name: _records(db, table, subject) for table in tables_of_people()}
    return {
        "made_at": clock.iso(clock.now()),
        "sessions": [
            {"title": room.title, "started_at": clock.iso(room.started_at)}
            for room in subject.rooms
        ],
        "data": {name: records for name, records in sorted(records_by_table.items()) if records},
    }


def files_of(db: Session, subject: Subject) -> list[tuple[str, str]]:
    """Return the person's files of evidence: the name to show, and the name in the folder."""
    table = Base.metadata.tables["step_files"]
    rows = db.execute(
        select(table.c.id, table.c.name, table.c.kept).where(belongs_to(table, subject))
    )
    return [(f"{number}-{name}", stored_name) for number, name, stored_name in rows]


def _records(db: Session, table: Table, subject: Subject) -> list[Record]:
    columns = [
        table.c[name]
        for name, column in REGISTRY[table.name].columns.items()
        if column.in_subject_access and table.name not in _GIVEN_AS_FILES
    ]
    if not columns:
        return []
    rows = select(*columns).where(belongs_to(table, subject)).order_by(*table.primary_key)
    return [dict(_cells(db, columns, row)) for row in in_turns(db.execute(rows))]


def _cells(db: Session, columns: list[Column[Any]], row: Row[Any]) -> Iterator[tuple[str, Any]]:
    for column, value in zip(columns, row, strict=True):
        if value is None or value == "":
            continue
        yield column.name, _plain(value)
        naming_column = _naming_column_of(column)
        if naming_column is not None:
            yield column.name.removesuffix("_id"), _plain(_name(db, naming_column, value))


@cache
def _naming_column_of(column: Column[Any]) -> tuple[str, str] | None:
    """Return the table and column that name a reference's target, even through other references."""
    for key in column.foreign_keys:
        target = f"{key.column.table.name}.{key.column.name}"
        if target in _NAMING_COLUMNS:
            return _NAMING_COLUMNS[target]
        if (naming_column := _naming_column_of(key.column)) is not None:
            return naming_column
    return None


def _name(db: Session, naming_column: tuple[str, str], value: Any) -> Any:
    table = Base.metadata.tables[naming_column[0]]
    return db.scalar(select(table.c[naming_column[1]]).where(table.c.id == value))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return clock.iso(value)
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def by_class(data: Mapping[str, list[Record]]) -> dict[str, list[tuple[str, Record]]]:
    """Return `{class: [(table, record)]}` for a page; most columns of a table have its class."""
    records_by_class: dict[str, list[tuple[str, Record]]] = {}
    for table, records in data.items():
        kinds = [
            column.kind.value
            for column in REGISTRY[table].columns.values()
            if column.in_subject_access
        ]
        kind = max(sorted(set(kinds) - {"technical"}) or ["technical"], key=kinds.count)
        records_by_class.setdefault(kind, []).extend((table, record) for record in records)
    return records_by_class

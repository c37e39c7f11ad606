"""Reads the records of an export, makes them a table, and writes the table as a file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from webinar import features
from webinar.hooks import Export
from webinar.kit.files import csv_export, json_export, xlsx_export
from webinar.kit.files.tables import Table, table_of
from webinar.kit.files.xlsx_export import Sheet, Wording
from webinar.results.reports.attending import attendance_records
from webinar.results.reports.kinds import ExportOptions, Format, Kind
from webinar.results.reports.profiles import limited_table
from webinar.results.reports.roster_names import roster_names
from webinar.results.reports.session import ReportedSession
from webinar.room.rooms.models import Room

Records = list[Any]


@cache
def exports() -> Mapping[Kind, Export]:
    """Return the features' exports, in the order of the kinds."""
    exports_by_kind = {
        Kind(export.kind): export for feature in features.every() for export in feature.exports
    }
    return {kind: exports_by_kind[kind] for kind in Kind}


def read(db: Session, room: Room, session: ReportedSession, kind: Kind) -> Records:
    """Return a download's records: plain values, so that everything else can run off the loop."""
    export = exports()[kind]
    if export.read is None:
        # Attendance, the only table that depends on the time `as_of`, is read here.
        return attendance_records(db, room, session.as_of)
    records = export.read(db, room)
    if kind is Kind.TESTS:
        names = roster_names(db, room)
        return [record._replace(name=names.get(record.member, record.name)) for record in records]
    return records


def make_table(records: Records, options: ExportOptions) -> Table:
    """Return the table without the personal columns that the profile holds back."""
    export = exports()[options.kind]
    rows = records if export.worded is None else export.worded(records, options.language)
    return limited_table(table_of(export.columns, rows), options.profile)


def encode(table: Table, session: ReportedSession, options: ExportOptions, words: Wording) -> bytes:
    """Return the file. Uses nothing but its arguments."""
    match options.format:
        case Format.CSV:
            return csv_export.encode(table, session.zone, options.separator)
        case Format.JSON:
            return json_export.encode(table, session.zone, session.head())
        case Format.XLSX:
            sheets = [Sheet(options.kind.value, table)]
            return xlsx_export.encode(sheets, session.zone, words, session.as_of)

"""Exports on request: one table, all of them, or a file in another program's layout.

Reading needs the database; writing touches only its arguments, so it is done off the loop.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from webinar.kit.files import xlsx_export
from webinar.kit.files.archives import zipped
from webinar.kit.files.tables import Table
from webinar.kit.files.xlsx_export import Sheet
from webinar.live.polls import results as poll_results
from webinar.people.accounts.delivery import Made
from webinar.results.reports import ballots, downloads, teams, zoom, zoom_polls
from webinar.results.reports.about import Words, wording
from webinar.results.reports.attending import attendance_records
from webinar.results.reports.downloads import Records
from webinar.results.reports.kinds import BundleFormat, ExportOptions, Format, Kind, Shape
from webinar.results.reports.session import ReportedSession
from webinar.results.reports.shaped import ShapedData
from webinar.room.rooms.models import Room


def read_all(
    db: Session, room: Room, session: ReportedSession, kinds: Sequence[Kind]
) -> Mapping[Kind, Records]:
    """Return the records of these tables, read from one state."""
    return {kind: downloads.read(db, room, session, kind) for kind in kinds}


def gather(db: Session, room: Room, session: ReportedSession, shape: Shape) -> ShapedData:
    """Return the data for a file in another program's layout."""
    people = attendance_records(db, room, session.as_of)
    if shape is not Shape.ZOOM_POLLS:
        return ShapedData(session, people)
    polls, cast_ballots = poll_results.of_room(db, room), ballots.ballots(db, room)
    return ShapedData(session, people, polls, cast_ballots)


def write_table(
    records: Records, session: ReportedSession, options: ExportOptions, words: Words
) -> Made:
    """Write one table, in the kind and format of `options`."""
    table = downloads.make_table(records, options)
    sheet_wording = _wording([(options.kind, table)], session, options, words)
    return Made(downloads.encode(table, session, options, sheet_wording), len(table.rows))


def write_all(
    records: Mapping[Kind, Records],
    session: ReportedSession,
    options: ExportOptions,
    words: Words,
    bundle: BundleFormat,
) -> Made:
    """Write all tables to one file; the kind and format in `options` are ignored."""
    tables = [
        (kind, downloads.make_table(kind_records, replace(options, kind=kind)))
        for kind, kind_records in records.items()
    ]
    rows = sum(len(table.rows) for _, table in tables)
    sheet_wording = _wording(tables, session, options, words)
    if bundle is BundleFormat.XLSX:
        sheets = [Sheet(kind.value, table) for kind, table in tables]
        return Made(xlsx_export.encode(sheets, session.zone, sheet_wording, session.as_of), rows)
    files = [
        (table, replace(options, kind=kind, format=form))
        for kind, table in tables
        for form in (Format.CSV, Format.JSON)
    ]
    content = zipped(
        (
            f"{file_options.kind}.{file_options.format}",
            downloads.encode(table, session, file_options, sheet_wording),
        )
        for table, file_options in files
    )
    return Made(content, rows)


def write_shaped(
    data: ShapedData, _session: ReportedSession, options: ExportOptions, _words: Words, shape: Shape
) -> Made:
    """Write a file in another program's layout.

    `Made.rows` is the number of people, or in a report of polls the number of answers.
    """
    match shape:
        case Shape.ZOOM_WEBINAR:
            content = zoom.webinar_report(data, options.profile)
        case Shape.ZOOM_MEETING:
            content = zoom.meeting_participants(data, options.profile)
        case Shape.TEAMS:
            content = teams.attendance_report(data, options.profile)
        case Shape.ZOOM_POLLS:
            content = zoom_polls.poll_report(data, options.profile, options.language)
            return Made(content, len(data.ballots))
    return Made(content, len(data.people))


def _wording(
    tables: Sequence[tuple[Kind, Table]],
    session: ReportedSession,
    options: ExportOptions,
    words: Words,
) -> xlsx_export.Wording:
    return wording(words, session, tables, options.profile)

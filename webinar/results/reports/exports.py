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
from webinar.results.reports.kinds import BundleFormat, Format, Kind, Shape, Wanted
from webinar.results.reports.session import ReportedSession
from webinar.results.reports.shaped import Gathered
from webinar.room.rooms.models import Room


def read_all(
    db: Session, room: Room, session: ReportedSession, kinds: Sequence[Kind]
) -> Mapping[Kind, Records]:
    """Return the records of these tables, read from one state."""
    return {kind: downloads.read(db, room, session, kind) for kind in kinds}


def gather(db: Session, room: Room, session: ReportedSession, shape: Shape) -> Gathered:
    """Return the data for a file in another program's layout."""
    people = attendance_records(db, room, session.as_of)
    if shape is not Shape.ZOOM_POLLS:
        return Gathered(session, people)
    polls, given = poll_results.of_room(db, room), ballots.ballots(db, room)
    return Gathered(session, people, polls, given)


def write_one(records: Records, session: ReportedSession, wanted: Wanted, words: Words) -> Made:
    table = downloads.make_table(records, wanted)
    told = _wording([(wanted.kind, table)], session, wanted, words)
    return Made(downloads.encode(table, session, wanted, told), len(table.rows))


def write_all(
    records: Mapping[Kind, Records],
    session: ReportedSession,
    wanted: Wanted,
    words: Words,
    whole: BundleFormat,
) -> Made:
    """Write all tables to one file; the kind and format in `wanted` are ignored."""
    named = [
        (kind, downloads.make_table(found, replace(wanted, kind=kind)))
        for kind, found in records.items()
    ]
    rows = sum(len(table.rows) for _, table in named)
    told = _wording(named, session, wanted, words)
    if whole is BundleFormat.XLSX:
        sheets = [Sheet(kind.value, table) for kind, table in named]
        return Made(xlsx_export.encode(sheets, session.zone, told, session.as_of), rows)
    wishes = [
        (table, replace(wanted, kind=kind, format=form))
        for kind, table in named
        for form in (Format.CSV, Format.JSON)
    ]
    content = zipped(
        (f"{one.kind}.{one.format}", downloads.encode(table, session, one, told))
        for table, one in wishes
    )
    return Made(content, rows)


def write_shaped(
    gathered: Gathered, _session: ReportedSession, wanted: Wanted, _words: Words, shape: Shape
) -> Made:
    """Write a file in another program's layout.

    It counts people as its rows; a report of polls counts answers.
    """
    match shape:
        case Shape.ZOOM_WEBINAR:
            content = zoom.webinar_report(gathered, wanted.profile)
        case Shape.ZOOM_MEETING:
            content = zoom.meeting_participants(gathered, wanted.profile)
        case Shape.TEAMS:
            content = teams.attendance_report(gathered, wanted.profile)
        case Shape.ZOOM_POLLS:
            content = zoom_polls.poll_report(gathered, wanted.profile, wanted.language)
            return Made(content, len(gathered.ballots))
    return Made(content, len(gathered.people))


def _wording(
    named: Sequence[tuple[Kind, Table]], session: ReportedSession, wanted: Wanted, words: Words
) -> xlsx_export.Wording:
    return wording(words, session, named, wanted.profile)

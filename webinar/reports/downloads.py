"""Each table: what it reads, how it becomes a table, and how that becomes a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from webinar.assessment import results
from webinar.captions import record as captions
from webinar.chat import record as chat
from webinar.groups.record import paragraphs
from webinar.kit.files import csv_export, json_export, xlsx_export
from webinar.kit.files.tables import Columns, Table, table_of
from webinar.kit.files.xlsx_export import Sheet, Wording
from webinar.questions import record as questions
from webinar.reports import (
    attendance_table,
    ballots,
    group_table,
    language_table,
    poll_tables,
    queries,
    step_table,
    test_tables,
    timeline,
)
from webinar.reports.attending import attendance_records
from webinar.reports.kinds import Format, Kind, Wanted
from webinar.reports.profiles import seen_with
from webinar.reports.roster_names import roster_names
from webinar.reports.session import ReportedSession
from webinar.rooms.models import Room

Records = list[Any]


def read(db: Session, room: Room, session: ReportedSession, kind: Kind) -> Records:
    """The records of a download: plain values, so that the rest can be done off the loop."""
    if kind is Kind.ATTENDANCE:
        return attendance_records(db, room, session.as_of)
    records = _READERS[kind](db, room)
    if kind is Kind.TESTS:
        names = roster_names(db, room)
        return [one._replace(name=names.get(one.member, one.name)) for one in records]
    return records


def make_table(records: Records, wanted: Wanted) -> Table:
    """As it may leave: nothing personal is in it that the profile keeps back."""
    worded = _WORDED.get(wanted.kind)
    rows = records if worded is None else worded(records, wanted.language)
    return seen_with(table_of(COLUMNS[wanted.kind], rows), wanted.profile)


def encode(table: Table, session: ReportedSession, wanted: Wanted, words: Wording) -> bytes:
    """The file. Touches nothing but its arguments."""
    match wanted.format:
        case Format.CSV:
            return csv_export.encode(table, session.zone, wanted.separator)
        case Format.JSON:
            return json_export.encode(table, session.zone, session.head())
        case Format.XLSX:
            sheets = [Sheet(wanted.kind.value, table)]
            return xlsx_export.encode(sheets, session.zone, words, session.as_of)


_READERS: Mapping[Kind, Callable[[Session, Room], Records]] = {
    Kind.POLLS: queries.poll_results,
    Kind.LANGUAGES: queries.poll_results,
    Kind.ANSWERS: queries.poll_results,
    Kind.BALLOTS: ballots.ballots,
    Kind.STEPS: queries.steps,
    Kind.CAPTIONS: captions.captions,
    Kind.GAINS: results.gain_records,
    Kind.TESTS: results.people_records,
    Kind.GROUPS: paragraphs,
    Kind.QUESTIONS: questions.questions,
    Kind.CHAT: chat.messages,
    Kind.TIMELINE: timeline.happenings,
}
# The same id means the same in each.
COLUMNS: Mapping[Kind, Columns[Any]] = {
    Kind.ATTENDANCE: attendance_table.COLUMNS,
    Kind.POLLS: poll_tables.POLLS,
    Kind.LANGUAGES: language_table.COLUMNS,
    Kind.ANSWERS: poll_tables.ANSWERS,
    Kind.BALLOTS: poll_tables.BALLOTS,
    Kind.STEPS: step_table.COLUMNS,
    Kind.CAPTIONS: captions.COLUMNS,
    Kind.GAINS: test_tables.GAINS,
    Kind.TESTS: test_tables.TESTS,
    Kind.GROUPS: group_table.COLUMNS,
    Kind.QUESTIONS: questions.COLUMNS,
    Kind.CHAT: chat.COLUMNS,
    Kind.TIMELINE: timeline.COLUMNS,
}
# What the rows of a table are where records are in several languages; else these are the rows.
_WORDED: Mapping[Kind, Callable[[Records, str], Iterable[Any]]] = {
    Kind.POLLS: poll_tables.option_rows,
    Kind.LANGUAGES: language_table.readers_rows,
    Kind.ANSWERS: poll_tables.answer_rows,
    Kind.STEPS: step_table.step_rows,
}

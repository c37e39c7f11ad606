"""Each table: what it reads, how it becomes a table, and how that becomes a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from webinar.assessment import results
from webinar.captions import record as captions
from webinar.chat import record as chat
from webinar.groups.record import paragraphs
from webinar.kit.files import csv_export, json_export, xlsx_export
from webinar.kit.files.tables import Table
from webinar.kit.files.xlsx_export import Sheet, Wording
from webinar.questions import record as questions
from webinar.reports import ballots, poll_tables, queries, test_tables, timeline
from webinar.reports.attendance_table import attendance_table
from webinar.reports.attending import attendance_records
from webinar.reports.group_table import groups_table
from webinar.reports.kinds import Format, Kind, Wanted
from webinar.reports.language_table import languages_table
from webinar.reports.profiles import seen_with
from webinar.reports.roster_names import roster_names
from webinar.reports.session import ReportedSession
from webinar.reports.step_table import steps_table
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
    if wanted.kind in _WORDED:
        table = _WORDED[wanted.kind](records, wanted.language)
    else:
        table = _TABLES[wanted.kind](records)
    return seen_with(table, wanted.profile)


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
_TABLES: Mapping[Kind, Callable[[Records], Table]] = {
    Kind.ATTENDANCE: attendance_table,
    Kind.BALLOTS: poll_tables.ballots_table,
    Kind.CAPTIONS: captions.captions_table,
    Kind.GAINS: test_tables.gains_table,
    Kind.TESTS: test_tables.people_table,
    Kind.GROUPS: groups_table,
    Kind.QUESTIONS: questions.questions_table,
    Kind.CHAT: chat.chat_table,
    Kind.TIMELINE: timeline.timeline_table,
}
_WORDED: Mapping[Kind, Callable[[Records, str], Table]] = {
    Kind.POLLS: poll_tables.polls_table,
    Kind.LANGUAGES: languages_table,
    Kind.ANSWERS: poll_tables.answers_table,
    Kind.STEPS: steps_table,
}

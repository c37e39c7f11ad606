"""Each download: what it reads, how it becomes a table, and how that becomes a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from webinar.assessment import results
from webinar.attendance.queries import attendance
from webinar.captions import record as captions
from webinar.chat import record as chat
from webinar.groups.record import paragraphs
from webinar.questions import record as questions
from webinar.reports import (
    ballots,
    csv_export,
    json_export,
    poll_tables,
    queries,
    tables,
    test_tables,
)
from webinar.reports.csv_export import Separator
from webinar.reports.group_table import groups_table
from webinar.reports.session import ReportedSession
from webinar.reports.tables import Table
from webinar.rooms.models import Room


class Kind(StrEnum):
    ATTENDANCE = "attendance"
    POLLS = "polls"
    ANSWERS = "answers"
    BALLOTS = "ballots"
    STEPS = "steps"
    CAPTIONS = "captions"
    GAINS = "gains"
    TESTS = "tests"
    GROUPS = "groups"
    QUESTIONS = "questions"
    CHAT = "chat"


class Format(StrEnum):
    CSV = "csv"
    JSON = "json"


MIMETYPES: Mapping[Format, str] = {
    Format.CSV: "text/csv",
    Format.JSON: "application/json",
}


@dataclass(frozen=True)
class Wanted:
    """What was asked for. `language` words polls and steps; `separator` is for CSV."""

    kind: Kind
    format: Format
    language: str
    separator: Separator = Separator.COMMA


def read(db: Session, room: Room, session: ReportedSession, kind: Kind) -> list[Any]:
    """The records of a download: plain values, so that the rest can be done off the loop."""
    if kind is Kind.ATTENDANCE:
        return attendance(db, room, session.as_of)
    readers: Mapping[Kind, Callable[[Session, Room], list[Any]]] = {
        Kind.POLLS: queries.poll_results,
        Kind.ANSWERS: queries.poll_results,
        Kind.BALLOTS: ballots.ballots,
        Kind.STEPS: queries.steps,
        Kind.CAPTIONS: captions.captions,
        Kind.GAINS: results.gain_records,
        Kind.TESTS: results.people_records,
        Kind.GROUPS: paragraphs,
        Kind.QUESTIONS: questions.questions,
        Kind.CHAT: chat.messages,
    }
    return readers[kind](db, room)


def write(records: list[Any], session: ReportedSession, wanted: Wanted) -> bytes:
    """The file. Touches nothing but its arguments."""
    table = _table(records, wanted)
    if wanted.format is Format.JSON:
        return json_export.encode(table, session.zone, session.head())
    return csv_export.encode(table, session.zone, wanted.separator)


def _table(records: list[Any], wanted: Wanted) -> Table:
    match wanted.kind:
        case Kind.ATTENDANCE:
            return tables.attendance_table(records)
        case Kind.POLLS:
            return poll_tables.polls_table(records, wanted.language)
        case Kind.ANSWERS:
            return poll_tables.answers_table(records, wanted.language)
        case Kind.BALLOTS:
            return poll_tables.ballots_table(records)
        case Kind.STEPS:
            return tables.steps_table(records, wanted.language)
        case Kind.CAPTIONS:
            return captions.captions_table(records)
        case Kind.GAINS:
            return test_tables.gains_table(records)
        case Kind.TESTS:
            return test_tables.people_table(records)
        case Kind.GROUPS:
            return groups_table(records)
        case Kind.QUESTIONS:
            return questions.questions_table(records)
        case Kind.CHAT:
            return chat.chat_table(records)

"""The table of a course's learners as a file. The ids in its header are never translated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from webinar.kit.files import csv_export, xlsx_export
from webinar.kit.files.csv_export import Separator
from webinar.kit.files.tables import Column, Columns, Field, Someone, Table, clean, table_of
from webinar.kit.files.xlsx_export import Sheet, Wording
from webinar.learn.identity.keys import Identity
from webinar.results.completion.people import Row
from webinar.results.reports.profiles import Profile, limited_table

SHEET = "learners"


def learners_table(rows: Sequence[Row], profile: Profile) -> Table:
    """Return the table without the personal columns that the profile withholds."""
    return limited_table(table_of(COLUMNS, rows), profile)


def encode(
    table: Table, form: str, zone: ZoneInfo, separator: Separator, words: Wording, at: datetime
) -> bytes:
    """Return the content of the file; `form` is `csv` or `xlsx`. Uses only its arguments."""
    if form == "csv":
        return csv_export.encode(table, zone, separator)
    return xlsx_export.encode([Sheet(SHEET, table)], zone, words, at)


def _person(row: Row) -> Someone:
    key = f"#{row.number}" if row.number else Identity.of(row.person_id).key
    return Someone(clean(row.name), key)


COLUMNS: Columns[Row] = (
    Column("learner", "number", _l("Number in the course"), lambda row: row.number),
    Column("name", "text", _l("Name"), _person),
    Column("language", "text", _l("Language"), lambda row: row.language, Field.LANGUAGE),
    Column("started_at", "instant", _l("Began at"), lambda row: row.joined_at),
    Column(
        "slides_percent", "number", _l("Per cent of the slides done"), lambda row: row.done.percent
    ),
    Column("slides_done", "number", _l("Slides done"), lambda row: row.done.slides),
    Column("slides", "number", _l("Slides in all"), lambda row: row.done.of_slides),
    Column(
        "quizzes_right", "number", _l("Quizzes answered correctly"), lambda row: row.done.quizzes
    ),
    Column("quizzes", "number", _l("Quizzes in all"), lambda row: row.done.of_quizzes),
    Column(
        "test_percent", "number", _l("Per cent of the post-test right"), lambda row: row.done.mark
    ),
    Column(
        "test_passed",
        "flag",
        _l("Post-test passed"),
        lambda row: row.done.is_passed if row.done.was_tested else None,
    ),
    Column("study_minutes", "number", _l("Minutes of study"), lambda row: row.done.study_minutes),
    Column(
        "live_minutes", "number", _l("Minutes in live sessions"), lambda row: row.done.live_minutes
    ),
    Column("completed_at", "instant", _l("Completed at"), lambda row: row.completed_at),
    Column("seen_at", "instant", _l("Last seen at"), lambda row: row.seen_at),
    Column("rank", "text", _l("Rank"), lambda row: row.rank, Field.RANK),
    Column("unit", "text", _l("Unit"), lambda row: row.unit, Field.UNIT),
    Column(
        "external_id", "text", _l("External id"), lambda row: row.external_id, Field.EXTERNAL_ID
    ),
    Column("email", "text", _l("E-mail address"), lambda row: row.email, Field.EMAIL),
    Column("phone", "text", _l("Phone"), lambda row: row.phone, Field.PHONE),
    Column("guest", "flag", _l("Guest, not on the roster"), lambda row: row.is_guest),
    Column(
        "position",
        "text",
        lazy_pgettext("of a police officer", "Position"),
        lambda row: row.position,
        Field.POSITION,
    ),
)

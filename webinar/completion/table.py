"""The table of a course's learners as a file. Header ids are never translated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from webinar.completion.people import Row
from webinar.kit.files import csv_export, xlsx_export
from webinar.kit.files.csv_export import Separator
from webinar.kit.files.tables import OF_PEOPLE, Cell, Someone, Table, clean, columns, table
from webinar.kit.files.xlsx_export import Sheet, Wording
from webinar.reports.profiles import Profile, seen_with

SHEET = "learners"


def learners_table(rows: Sequence[Row], profile: Profile) -> Table:
    """As it may leave: nothing personal is in it that the profile keeps back."""
    return seen_with(table(_COLUMNS, (_row(one) for one in rows)), profile)


def encode(
    found: Table, form: str, zone: ZoneInfo, separator: Separator, words: Wording, at: datetime
) -> bytes:
    """`form` is `csv` or `xlsx`. Touches nothing but its arguments."""
    if form == "csv":
        return csv_export.encode(found, zone, separator)
    return xlsx_export.encode([Sheet(SHEET, found)], zone, words, at)


def _row(one: Row) -> tuple[Cell, ...]:
    done = one.done
    return (
        one.number,
        Someone(clean(one.name), f"#{one.number}" if one.number else one.key),
        one.language,
        one.joined_at,
        done.percent,
        done.slides,
        done.of_slides,
        done.quizzes,
        done.of_quizzes,
        done.mark,
        done.is_passed if done.was_tested else None,
        done.study_minutes,
        done.live_minutes,
        one.completed_at,
        one.seen_at,
        one.rank,
        one.unit,
        one.external_id,
        one.email,
        one.phone,
        one.is_guest,
        one.position,
    )


_COLUMNS = columns(
    OF_PEOPLE,
    learner="number",
    name="text",
    language="text",
    started_at="instant",
    slides_percent="number",
    slides_done="number",
    slides="number",
    quizzes_right="number",
    quizzes="number",
    test_percent="number",
    test_passed="flag",
    study_minutes="number",
    live_minutes="number",
    completed_at="instant",
    seen_at="instant",
    rank="text",
    unit="text",
    external_id="text",
    email="text",
    phone="text",
    guest="flag",
    position="text",
)

"""The download of attendance as a table: a row for each person, and for each host."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from webinar.kit.files.tables import Cell, Column, Columns, Field
from webinar.results.attendance.rules import Judged
from webinar.results.reports.attending import AttendanceRecord, CorrectionRecord

Value = Callable[[AttendanceRecord], Cell]


def _if_judged(value: Callable[[Judged], Cell]) -> Value:
    """Return the value for people who are judged; the cells of hosts stay empty."""
    return lambda row: None if row.judged is None else value(row.judged)


def _if_corrected(value: Callable[[CorrectionRecord], Cell]) -> Value:
    return lambda row: None if row.correction is None else value(row.correction)


# Shares are whole percentages: with a comma as decimal mark, a spreadsheet reads 1.05 as the first
# of May.
COLUMNS: Columns[AttendanceRecord] = (
    Column(
        "member",
        "number",
        _l("Number in the session"),
        lambda row: row.members[0] if row.members else None,
    ),
    Column("name", "text", _l("Name"), lambda row: row.person),
    Column("language", "text", _l("Language"), lambda row: row.language, Field.LANGUAGE),
    Column("role", "text", _l("Role"), lambda row: row.role.value),
    Column("joined_at", "instant", _l("Joined at"), lambda row: row.joined_at),
    Column("first_seen", "instant", _l("First seen"), lambda row: row.presence.first_seen),
    Column("last_seen", "instant", _l("Last seen"), lambda row: row.presence.last_seen),
    Column("seconds_present", "number", _l("Seconds present"), lambda row: row.presence.seconds),
    Column("minutes_present", "number", _l("Measured minutes"), lambda row: row.measured_minutes),
    Column(
        "percent_of_session",
        "number",
        _l("Credited minutes, per cent of those planned"),
        lambda row: row.percent,
    ),
    Column("returns", "number", _l("Times that they came back"), lambda row: row.presence.returns),
    Column("bridged", "flag", _l("The server was restarted meanwhile"), lambda row: row.is_bridged),
    Column("by_proxy_in", "text", _l("Hall in which they sat"), lambda row: row.hall),
    Column("status", "text", _l("Valid status"), lambda row: row.status and row.status.value),
    Column(
        "measured_status",
        "text",
        _l("Status by the rule"),
        _if_judged(lambda judged: judged.status.value),
    ),
    Column("late", "flag", _l("Came late"), _if_judged(lambda judged: judged.is_late)),
    Column("left_early", "flag", _l("Left early"), _if_judged(lambda judged: judged.left_early)),
    Column(
        "left",
        "number",
        _l("Times that they left in between"),
        _if_judged(lambda judged: judged.left),
    ),
    Column(
        "lost",
        "number",
        _l("Times that the connection was lost"),
        _if_judged(lambda judged: judged.lost),
    ),
    Column("polls_answered", "number", _l("Polls answered"), lambda row: row.polls_answered),
    Column("polls_asked", "number", _l("Polls that were asked"), lambda row: row.polls_asked),
    Column(
        "minutes_counted",
        "number",
        _l("Credited minutes: as measured, or by a correction"),
        lambda row: row.credited_minutes,
    ),
    Column(
        "later_minutes",
        "number",
        _l("Minutes of study afterwards"),
        lambda row: None if row.judged is None else row.later_minutes,
    ),
    Column(
        "corrected_status",
        "text",
        _l("Status by correction"),
        _if_corrected(lambda correction: correction.status and correction.status.value),
    ),
    Column(
        "corrected_minutes",
        "number",
        _l("Minutes by correction"),
        _if_corrected(lambda correction: correction.minutes),
    ),
    Column(
        "correction_reason",
        "text",
        _l("Reason for the correction"),
        _if_corrected(lambda correction: correction.reason),
        Field.REASON,
    ),
    Column(
        "corrected_by",
        "text",
        _l("Who corrected it"),
        _if_corrected(lambda correction: correction.by),
    ),
    Column(
        "corrected_at",
        "instant",
        _l("Corrected at"),
        _if_corrected(lambda correction: correction.at),
    ),
    Column("rank", "text", _l("Rank"), lambda row: row.rank, Field.RANK),
    Column("unit", "text", _l("Unit"), lambda row: row.unit, Field.UNIT),
    Column(
        "external_id", "text", _l("External id"), lambda row: row.external_id, Field.EXTERNAL_ID
    ),
    Column("email", "text", _l("E-mail address"), lambda row: row.email, Field.EMAIL),
    Column("phone", "text", _l("Phone"), lambda row: row.phone, Field.PHONE),
    Column("guest", "flag", _l("Guest, not on the roster"), lambda row: row.is_guest),
    Column(
        "numbers",
        "texts",
        _l("All their numbers in the session"),
        lambda row: tuple(str(number) for number in row.members),
    ),
    Column(
        "position",
        "text",
        lazy_pgettext("of a police officer", "Position"),
        lambda row: row.position,
        Field.POSITION,
    ),
)

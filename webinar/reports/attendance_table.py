"""The download of attendance as a table: a row for each person, and for each host."""

from __future__ import annotations

from collections.abc import Iterable

from webinar.kit.files.tables import OF_PEOPLE, Cell, Field, Table, clean, columns, table
from webinar.reports.attending import AttendanceRecord


def attendance_table(records: Iterable[AttendanceRecord]) -> Table:
    return table(_ATTENDANCE, (_row(one) for one in records))


def _row(one: AttendanceRecord) -> tuple[Cell, ...]:
    return (
        one.members[0] if one.members else None,
        one.who,
        one.language,
        one.role.value,
        one.joined_at,
        one.presence.first_seen,
        one.presence.last_seen,
        one.presence.seconds,
        one.measured_minutes,
        one.percent,
        one.presence.returns,
        one.is_bridged,
        clean(one.hall),
        *_judged(one),
        *_corrected(one),
        one.rank,
        one.unit,
        one.external_id,
        one.email,
        one.phone,
        one.is_guest,
        tuple(str(number) for number in one.members),
        one.position,
    )


def _judged(one: AttendanceRecord) -> tuple[Cell, ...]:
    judged = one.judged
    if judged is None or one.status is None:
        return (None,) * 10
    return (
        one.status.value,
        judged.status.value,
        judged.is_late,
        judged.left_early,
        judged.left,
        judged.lost,
        one.answered,
        one.asked,
        one.credited_minutes,
        one.later_minutes,
    )


def _corrected(one: AttendanceRecord) -> tuple[Cell, ...]:
    said = one.corrected
    if said is None:
        return (None,) * 5
    return (
        None if said.status is None else said.status.value,
        said.minutes,
        said.reason,
        said.by,
        said.at,
    )


# Shares are whole percentages: where the decimal mark is a comma, a spreadsheet takes 1.05 for
# the first of May.
_ATTENDANCE = columns(
    {**OF_PEOPLE, "correction_reason": Field.REASON},
    member="number",
    name="text",
    language="text",
    role="text",
    joined_at="instant",
    first_seen="instant",
    last_seen="instant",
    seconds_present="number",
    minutes_present="number",
    percent_of_session="number",
    returns="number",
    bridged="flag",
    by_proxy_in="text",
    status="text",
    measured_status="text",
    late="flag",
    left_early="flag",
    left="number",
    lost="number",
    polls_answered="number",
    polls_asked="number",
    minutes_counted="number",
    later_minutes="number",
    corrected_status="text",
    corrected_minutes="number",
    correction_reason="text",
    corrected_by="text",
    corrected_at="instant",
    rank="text",
    unit="text",
    external_id="text",
    email="text",
    phone="text",
    guest="flag",
    numbers="texts",
    position="text",
)

"""The downloads of tests as tables: gains of all together, and each person's answers."""

from __future__ import annotations

from collections.abc import Iterable

from webinar.assessment.results import GainRecord, TestRecord
from webinar.reports.tables import Column, Table

_GAINS = (
    Column("part", "text"),
    Column("item", "text"),
    Column("language", "text"),
    Column("pairs", "number"),
    Column("right_before_percent", "number"),
    Column("right_after_percent", "number"),
    Column("gain", "text"),
)
_TESTS = (
    Column("part", "text"),
    Column("item", "text"),
    Column("member", "number"),
    Column("name", "text"),
    Column("language", "text"),
    Column("options", "texts"),
    Column("is_right", "flag"),
    Column("in_session", "flag"),
    Column("answered_at", "instant"),
    Column("handed_in_at", "instant"),
)


def gains_table(records: Iterable[GainRecord]) -> Table:
    """One row for all items together, for each item, and within these for each language."""
    return Table(
        _GAINS,
        tuple(
            (*record[:-1], "" if record.gain is None else f"{record.gain:.3f}")
            for record in records
        ),
    )


def people_table(records: Iterable[TestRecord]) -> Table:
    return Table(_TESTS, tuple(tuple(record) for record in records))

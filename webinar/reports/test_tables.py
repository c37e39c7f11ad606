"""The downloads of tests as tables: gains of all together, and each person's answers."""

from __future__ import annotations

from collections.abc import Iterable

from webinar.assessment.results import GainRecord, TestRecord
from webinar.kit.files.tables import Column, Field, Figure, Table, someone, table

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
    Column("language", "text", Field.LANGUAGE),
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
            (*record[:-1], "" if record.gain is None else Figure(f"{record.gain:.3f}"))
            for record in records
        ),
    )


def people_table(records: Iterable[TestRecord]) -> Table:
    return table(
        _TESTS,
        (
            (one.part, one.item, one.member, someone(one.member, one.name), *one[4:])
            for one in records
        ),
    )

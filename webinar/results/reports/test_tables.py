"""The downloads of tests as tables: everybody's gains together, and each person's answers."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from webinar.kit.files.tables import Column, Columns, Field, Figure, someone
from webinar.live.assessment.results import GainRecord, TestRecord

# One row for all items together and one for each item; each of these also by language.
GAINS: Columns[GainRecord] = (
    Column("part", "text", _l("Part of the programme"), lambda row: row.part),
    Column("item", "text", _l("Question of the test"), lambda row: row.item),
    Column("language", "text", _l("Language"), lambda row: row.language),
    Column("pairs", "number", _l("Matched answers"), lambda row: row.pairs),
    Column("right_before_percent", "number", _l("Right before, per cent"), lambda row: row.before),
    Column(
        "right_after_percent", "number", _l("Right afterwards, per cent"), lambda row: row.after
    ),
    Column(
        "gain",
        "text",
        _l("Gain of what was missing before"),
        lambda row: "" if row.gain is None else Figure(f"{row.gain:.3f}"),
    ),
)
TESTS: Columns[TestRecord] = (
    Column("part", "text", _l("Part of the programme"), lambda row: row.part),
    Column("item", "text", _l("Question of the test"), lambda row: row.item),
    Column("member", "number", _l("Number in the session"), lambda row: row.member),
    Column("name", "text", _l("Name"), lambda row: someone(row.member, row.name)),
    Column("language", "text", _l("Language"), lambda row: row.language, Field.LANGUAGE),
    Column("options", "texts", _l("What was chosen"), lambda row: row.options),
    Column("is_right", "flag", _l("Answered correctly"), lambda row: row.is_right),
    Column("in_session", "flag", _l("Answered in the session"), lambda row: row.in_session),
    Column("answered_at", "instant", _l("Answered at"), lambda row: row.answered_at),
    Column("handed_in_at", "instant", _l("Handed in at"), lambda row: row.handed_in_at),
)

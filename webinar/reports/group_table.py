"""The notes of group work as a table: a paragraph in each row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from webinar import clock
from webinar.groups.record import ParagraphRecord, RevisionRecord
from webinar.reports.tables import Column, Table, clean


def groups_table(paragraphs: Iterable[ParagraphRecord]) -> Table:
    """Erased paragraphs are there, too, without text; what they said is in their revisions."""
    return Table(
        _COLUMNS,
        tuple(
            (
                one.round,
                one.group,
                tuple(clean(name) for name in one.members),
                one.paragraph,
                clean(one.text),
                one.language,
                clean(one.revisions[-1].name) if one.revisions else "",
                one.revisions[-1].changed_at if one.revisions else None,
                tuple(_revision(each) for each in one.revisions),
            )
            for one in paragraphs
        ),
    )


def _revision(one: RevisionRecord) -> Mapping[str, Any]:
    return {
        "member": one.member,
        "name": clean(one.name),
        "text": clean(one.text),
        "changed_at": clock.iso(one.changed_at),
    }


_COLUMNS = (
    Column("round", "number"),
    Column("group", "number"),
    Column("members", "texts"),
    Column("paragraph", "number"),
    Column("text", "text"),
    Column("language", "text"),
    Column("changed_by", "text"),
    Column("changed_at", "instant"),
    Column("revisions", "records"),
)

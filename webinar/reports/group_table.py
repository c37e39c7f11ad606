"""The notes of group work as a table: a paragraph in each row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from webinar.groups.record import ParagraphRecord, RevisionRecord
from webinar.kit import clock
from webinar.kit.files.tables import Column, Someone, Table, clean


def groups_table(paragraphs: Iterable[ParagraphRecord]) -> Table:
    """Erased paragraphs are there, too, without text; what they said is in their revisions."""
    return Table(
        _COLUMNS,
        tuple(
            (
                one.round,
                one.group,
                tuple(_named(number, name) for number, name in one.people),
                one.paragraph,
                clean(one.text),
                one.language,
                _author(one.revisions[-1]) if one.revisions else "",
                one.revisions[-1].changed_at if one.revisions else None,
                tuple(_revision(each) for each in one.revisions),
            )
            for one in paragraphs
        ),
    )


def _revision(one: RevisionRecord) -> Mapping[str, Any]:
    return {
        "member": one.member,
        "name": _author(one),
        "text": clean(one.text),
        "changed_at": clock.iso(one.changed_at),
    }


def _author(one: RevisionRecord) -> Someone:
    return _named(one.member, one.name)


def _named(number: int, name: str) -> Someone:
    return Someone(clean(name), f"#{number}")


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

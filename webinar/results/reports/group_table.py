"""The notes of group work as a table with one paragraph per row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from webinar.kit import clock
from webinar.kit.files.tables import Column, Columns, Someone, clean
from webinar.live.groups.record import ParagraphRecord, RevisionRecord


def _revision(revision: RevisionRecord) -> Mapping[str, Any]:
    return {
        "member": revision.member,
        "name": _author(revision),
        "text": clean(revision.text),
        "changed_at": clock.iso(revision.changed_at),
    }


def _author(revision: RevisionRecord) -> Someone:
    return _numbered_person(revision.member, revision.name)


def _numbered_person(number: int, name: str) -> Someone:
    return Someone(clean(name), f"#{number}")


# Erased paragraphs have a row without text; their revisions keep the former text.
COLUMNS: Columns[ParagraphRecord] = (
    Column("round", "number", _l("Round"), lambda row: row.round),
    Column("group", "number", _l("Group"), lambda row: row.group),
    Column(
        "members",
        "texts",
        _l("Who was in the group"),
        lambda row: tuple(_numbered_person(number, name) for number, name in row.people),
    ),
    Column("paragraph", "number", _l("Paragraph"), lambda row: row.paragraph),
    Column("text", "text", _l("Text"), lambda row: row.text),
    Column("language", "text", _l("Language"), lambda row: row.language),
    Column(
        "changed_by",
        "text",
        _l("Changed last by"),
        lambda row: _author(row.revisions[-1]) if row.revisions else "",
    ),
    Column(
        "changed_at",
        "instant",
        _l("Changed last at"),
        lambda row: row.revisions[-1].changed_at if row.revisions else None,
    ),
    Column(
        "revisions",
        "records",
        "",
        lambda row: tuple(_revision(revision) for revision in row.revisions),
    ),
)

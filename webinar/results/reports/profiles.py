"""The personal columns that an export contains. Pure; no database.

A profile applies to every kind and format. No profile reveals what an anonymous poll does not keep.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from webinar.kit.files.tables import Cell, Field, Someone, Table
from webinar.results.attendance.register import Register

# The fields that a session itself shows to its hosts and to viewers of its results. All others, and
# the reasons of corrections, are for the owner of the roster.
OF_SESSION = frozenset({Field.NAME, Field.LANGUAGE})
_OF_ROSTER = frozenset(Field) - OF_SESSION - {Field.REASON}


@dataclass(frozen=True)
class Profile:
    """A choice of fields. `key` is its name in addresses; `name` is empty for built-in profiles."""

    key: str
    fields: frozenset[Field]
    name: str = ""

    @property
    def has_names(self) -> bool:
        return Field.NAME in self.fields

    @property
    def leaving(self) -> frozenset[Field]:
        """The fields to export. Reasons may contain names, so they are exported only with names."""
        return self.fields if self.has_names else self.fields - {Field.REASON}

    def within(self, fields: Collection[Field]) -> Profile:
        """Return the same profile, limited to these fields."""
        return replace(self, fields=self.fields & frozenset(fields))


ALL = Profile("all", frozenset(Field))
NAMES = Profile("names", frozenset({Field.NAME}))
NUMBERS = Profile("numbers", frozenset())
BUILT_IN: Mapping[str, Profile] = {one.key: one for one in (ALL, NAMES, NUMBERS)}


def seen_with(table: Table, profile: Profile) -> Table:
    """Return the table without the columns that the profile holds back.

    A profile without names puts numbers in their place.
    """
    fields = {None, *profile.leaving}
    kept = [at for at, column in enumerate(table.columns) if column.field in fields]
    columns = tuple(table.columns[at] for at in kept)
    show = _name if profile.has_names else _number
    # Lists are few, so they get a call each; single cells number millions and are checked inline.
    lists = [at for at, column in enumerate(columns) if column.type in ("texts", "records")]
    rows = []
    for whole in table.rows:
        row = [show(one) if type(one := whole[at]) is Someone else one for at in kept]
        for at in lists:
            row[at] = _list(row[at], show)
        rows.append(tuple(row))
    return Table(columns, tuple(rows))


def register_with(found: Register, fields: Collection[Field]) -> Register:
    """Return the register without the roster's values of all other fields. Names stay."""
    blank: dict[str, Any] = {field.value: "" for field in _OF_ROSTER if field not in fields}
    return replace(
        found, attendees=tuple(replace(attendee, **blank) for attendee in found.attendees)
    )


def shown(one: Someone, profile: Profile) -> str:
    """Return the person's name, or their number if the profile has no names."""
    return _name(one) if profile.has_names else _number(one)


def _list(cell: Cell, show: Callable[[Someone], str]) -> Cell:
    if isinstance(cell, tuple) and cell and not isinstance(cell[0], str):
        return tuple(_shown_within(one, show) for one in cell)
    return cell


def _shown_within(one: Any, show: Callable[[Someone], str]) -> Any:
    if isinstance(one, Someone):
        return show(one)
    return {key: show(value) if isinstance(value, Someone) else value for key, value in one.items()}


def _name(one: Someone) -> str:
    return one.name


def _number(one: Someone) -> str:
    return one.number

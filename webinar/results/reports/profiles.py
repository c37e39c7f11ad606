"""The personal columns that an export contains. Pure; no database.

A profile applies to every kind and format. No profile reveals what an anonymous poll does not keep.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from webinar.kit.files.tables import Cell, Field, Someone, Table
from webinar.results.attendance.register import Register

# The fields that a session itself shows to its hosts and to viewers of its results. Only the
# owner of the roster sees the others and the reasons for corrections.
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
    def exported_fields(self) -> frozenset[Field]:
        """The fields to export. Reasons may contain names, so they are exported only with names."""
        return self.fields if self.has_names else self.fields - {Field.REASON}

    def within(self, fields: Collection[Field]) -> Profile:
        """Return the same profile, limited to these fields."""
        return replace(self, fields=self.fields & frozenset(fields))


ALL = Profile("all", frozenset(Field))
NAMES = Profile("names", frozenset({Field.NAME}))
NUMBERS = Profile("numbers", frozenset())
BUILT_IN: Mapping[str, Profile] = {profile.key: profile for profile in (ALL, NAMES, NUMBERS)}


def limited_table(table: Table, profile: Profile) -> Table:
    """Return the table without the columns that the profile holds back.

    A profile without names puts numbers in their place.
    """
    fields = {None, *profile.exported_fields}
    places = [place for place, column in enumerate(table.columns) if column.field in fields]
    columns = tuple(table.columns[place] for place in places)
    show = _name if profile.has_names else _number
    # Lists are few, so they get a call each; single cells number millions and are checked inline.
    lists = [place for place, column in enumerate(columns) if column.type in ("texts", "records")]
    rows = []
    for row in table.rows:
        cells = [show(cell) if type(cell := row[place]) is Someone else cell for place in places]
        for place in lists:
            cells[place] = _list(cells[place], show)
        rows.append(tuple(cells))
    return Table(columns, tuple(rows))


def register_with(register: Register, fields: Collection[Field]) -> Register:
    """Return the register without the roster's values of all other fields. Names stay."""
    blank: dict[str, Any] = {field.value: "" for field in _OF_ROSTER if field not in fields}
    return replace(
        register, attendees=tuple(replace(attendee, **blank) for attendee in register.attendees)
    )


def name_or_number(person: Someone, profile: Profile) -> str:
    """Return the person's name, or their number if the profile has no names."""
    return _name(person) if profile.has_names else _number(person)


def _list(cell: Cell, show: Callable[[Someone], str]) -> Cell:
    if isinstance(cell, tuple) and cell and not isinstance(cell[0], str):
        return tuple(_shown_in_record(item, show) for item in cell)
    return cell


def _shown_in_record(record: Any, show: Callable[[Someone], str]) -> Any:
    if isinstance(record, Someone):
        return show(record)
    return {
        key: show(value) if isinstance(value, Someone) else value for key, value in record.items()
    }


def _name(person: Someone) -> str:
    return person.name


def _number(person: Someone) -> str:
    return person.number

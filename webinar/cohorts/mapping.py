"""From the rows of a table to people: which column is what, and what is wrong with a row.

No database. Nothing is dropped silently: a row is a person, or merged into one, or left out, and
what could not be taken of it is said with its line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from webinar.accounts.actions import EMAIL, normal_email
from webinar.cohorts import values
from webinar.cohorts.columns import FIELDS, find_header, guess_by_content
from webinar.cohorts.tables import Row, Table
from webinar.errors import Refused
from webinar.lobby.names import key_of
from webinar.text import one_line

# The fields of a person that come from a file, and how long each may be.
LENGTHS: Mapping[str, int] = {
    "name": 80,
    "rank": 80,
    "unit": 120,
    "email": 254,
    "phone": 32,
    "language": 8,
    "external_id": 64,
}
# Begins of what stands below a table.
_TOTALS = ("итого", "всего", "барлығы", "жиыны", "total:", "مجموع")


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """How a file is to be read. `header` is how many rows of the table are not people.

    `fields` has one of `columns.FIELDS`, or nothing, for each column.
    """

    header: int = 0
    fields: tuple[str, ...] = ()
    is_calmed: bool = False
    takes_off: bool = False
    encoding: str = ""
    sheet: int = 0


@dataclass(frozen=True)
class Problem:
    """`is_left_out`: nothing of the row is taken. `about` is what stands there, or a line."""

    line: int
    code: str
    about: str = ""
    is_left_out: bool = False


@dataclass(frozen=True)
class Entry:
    """A person of the file; `lines` are those that it was read from."""

    lines: tuple[int, ...]
    name: str
    rank: str = ""
    unit: str = ""
    email: str = ""
    phone: str = ""
    language: str = ""
    external_id: str = ""


@dataclass(frozen=True)
class Read:
    """`mapped` are the fields that some column has; `left_out` the rows that are nobody."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    left_out: tuple[Row, ...]
    mapped: frozenset[str]
    shouted: int


def guess(table: Table) -> Choices:
    """What the table looks like; the organiser may say otherwise."""
    header = find_header(table)
    if header is None:
        fields, end = guess_by_content(table), 0
    else:
        fields, end = header.fields, header.end
    return Choices(header=end, fields=fields, encoding=table.encoding, sheet=table.sheet)


def read_people(table: Table, choices: Choices) -> Read:
    """Who is in the table, read in this way. Refused: `no_name_column`."""
    fields = [field if field in FIELDS else "" for field in choices.fields[: table.width]]
    if not {"name", "last_name"} & set(fields):
        raise Refused("no_name_column")
    problems: list[Problem] = []
    left_out: list[Row] = []
    merger = _Merger()
    shouted = 0
    for row in table.rows[choices.header :]:
        entry, found = _entry(row, fields)
        if entry is not None:
            shouted += values.is_shouted(entry.name)
            if choices.is_calmed:
                entry = replace(entry, name=values.calmed(entry.name))
            found += merger.add(entry)
        problems += found
        if any(problem.is_left_out for problem in found):
            left_out.append(row)
    mapped = frozenset(_mapped(fields))
    return Read(tuple(merger.entries), tuple(problems), tuple(left_out), mapped, shouted)


def _mapped(fields: Sequence[str]) -> set[str]:
    found = set(fields) & set(LENGTHS) | {"name"}
    return found | {"email", "phone"} if "contact" in fields else found


def _entry(row: Row, fields: Sequence[str]) -> tuple[Entry | None, list[Problem]]:
    cells: dict[str, str] = {}
    for field, cell in zip(fields, row.cells, strict=False):
        if field and cell:
            cells[field] = cell
    parts = [cells.pop(part, "") for part in ("last_name", "first_name", "middle_name")]
    cells.setdefault("name", " ".join(part for part in parts if part))
    contact = cells.pop("contact", "")
    if contact:
        cells.setdefault("email" if "@" in contact else "phone", contact)
    cells = {field: _clean(cell) for field, cell in cells.items()}
    name = cells["name"]
    is_total = name.casefold().startswith(_TOTALS)
    if is_total or not any(letter.isalpha() for letter in name):
        return None, [Problem(row.line, "name_missing", _short(row), is_left_out=True)]
    if len(name) > LENGTHS["name"]:
        return None, [Problem(row.line, "name_long", name[:100], is_left_out=True)]
    problems = [Problem(row.line, "letters_lost", name)] * ("?" in name or "\ufffd" in name)
    return Entry((row.line,), **_checked(row.line, cells, problems)), problems


def _checked(line: int, cells: dict[str, str], problems: list[Problem]) -> dict[str, str]:
    """What can be kept of the cells; of the rest a problem each."""
    kept = {"name": cells.pop("name")}
    for field, cell in cells.items():
        if not cell:
            continue
        value, code = _value(field, cell)
        if len(value) > LENGTHS[field]:
            value, code = "", f"{field}_long"
        if code:
            problems.append(Problem(line, code, cell[:100]))
        kept[field] = value
    return kept


def _value(field: str, cell: str) -> tuple[str, str]:
    if field == "email":
        address = normal_email(cell.removeprefix("mailto:").strip("<>"))
        return (address, "") if EMAIL.fullmatch(address) else ("", "email_invalid")
    if field == "phone":
        return values.phone_of(cell), ""
    if field == "language":
        tag = values.language_of(cell)
        return tag, "" if tag else "language_unknown"
    return cell, ""


def _clean(cell: str) -> str:
    try:
        return one_line(cell, len(cell) or 1, "text_empty")
    except Refused:
        return ""


def _short(row: Row) -> str:
    return " | ".join(cell for cell in row.cells if cell)[:100]


class _Merger:
    """The entries so far; a later row of the same person is merged into the earlier one."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._places: dict[tuple[str, str], list[int]] = {}

    def add(self, entry: Entry) -> list[Problem]:
        """What there is to say of it: that it was merged, left out, or looks like another."""
        line = entry.lines[0]
        for place in self._at("id", entry.external_id):
            if key_of(self.entries[place].name) != key_of(entry.name):
                before = str(self.entries[place].lines[0])
                return [Problem(line, "same_id", before, is_left_out=True)]
            return self._merge(place, entry)
        alike: list[Problem] = []
        for place in self._at("name", key_of(entry.name)):
            earlier = self.entries[place]
            if entry.external_id and earlier.external_id:
                continue
            has_other_address = entry.email and earlier.email and entry.email != earlier.email
            if not has_other_address and (entry.email == earlier.email != ""):
                return self._merge(place, entry)
            if not has_other_address and entry.unit == earlier.unit:
                return self._merge(place, entry)
            alike = [Problem(line, "same_name", str(earlier.lines[0]))]
        for place in self._at("email", entry.email):
            if key_of(self.entries[place].name) != key_of(entry.name):
                alike = alike or [Problem(line, "same_email", str(self.entries[place].lines[0]))]
        self.entries.append(entry)
        self._note(len(self.entries) - 1)
        return alike

    def _merge(self, place: int, entry: Entry) -> list[Problem]:
        earlier = self.entries[place]
        self.entries[place], is_other = _merged(earlier, entry)
        self._note(place)
        code = "merged_differs" if is_other else "merged"
        return [Problem(entry.lines[0], code, str(earlier.lines[0]))]

    def _at(self, kind: str, key: str) -> list[int]:
        return self._places.get((kind, key), []) if key else []

    def _note(self, place: int) -> None:
        entry = self.entries[place]
        keys = (("id", entry.external_id), ("name", key_of(entry.name)), ("email", entry.email))
        for key in keys:
            places = self._places.setdefault(key, [])
            if place not in places:
                places.append(place)


def _merged(earlier: Entry, later: Entry) -> tuple[Entry, bool]:
    """What the earlier row says, filled up from the later; whether they disagree somewhere."""
    filled, is_other = {}, False
    for field in LENGTHS:
        first, second = getattr(earlier, field), getattr(later, field)
        filled[field] = first or second
        is_other = is_other or bool(first and second and first != second and field != "name")
    return Entry(earlier.lines + later.lines, **filled), is_other

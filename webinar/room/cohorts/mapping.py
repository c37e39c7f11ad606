"""Maps the rows of a table to people: finds each column's field, and each row's problems.

No database. Nothing is dropped silently: each row is a person, is merged into one, or is left out,
and everything that could not be used is reported with its line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from webinar.kit.errors import Refused
from webinar.kit.text import one_line
from webinar.people.accounts.actions import EMAIL, normal_email
from webinar.room.cohorts import lines, values
from webinar.room.cohorts.columns import FIELDS, find_header, guess_by_content
from webinar.room.cohorts.entries import LENGTHS, Entry, Problem
from webinar.room.cohorts.merging import Merger
from webinar.room.cohorts.tables import Row, Table

# Fields in which many people have the same value, so that ditto marks are used.
_REPEATED = frozenset({"rank", "position", "rank_position", "unit", "language"})


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """The choices for reading a file. The first `header` rows of the table are not people.

    `fields` has one of `columns.FIELDS`, or "", for each column; `is_guessed` means that no head
    named them. With `repeats_units`, a person without a unit gets the unit above.
    """

    header: int = 0
    fields: tuple[str, ...] = ()
    is_guessed: bool = False
    repeats_units: bool = False
    is_calmed: bool = False
    takes_off: bool = False
    encoding: str = ""
    sheet: int = 0


@dataclass(frozen=True)
class Read:
    """The people of a table, and its problems; `left_out` are the rows that are not used.

    `shouted` counts the names that have words in capitals.
    """

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    left_out: tuple[Row, ...]
    shouted: int


def guess(table: Table) -> Choices:
    """Guess the choices from the table; the organiser may change them."""
    header = find_header(table)
    if header is None:
        fields, end = guess_by_content(table), 0
    else:
        fields, end = header.fields, header.end
    return Choices(
        header=end,
        fields=fields,
        is_guessed=header is None,
        repeats_units=lines.has_gaps(table.rows[end:], fields),
        encoding=table.encoding,
        sheet=table.sheet,
    )


def read_people(table: Table, choices: Choices) -> Read:
    """Read the people in the table by these choices. Refused: `no_name_column`."""
    fields = [field if field in FIELDS else "" for field in choices.fields[: table.width]]
    if not {"name", "last_name"} & set(fields):
        raise Refused("no_name_column")
    problems: list[Problem] = []
    left_out: list[Row] = []
    merger = Merger()
    shouted = 0
    unit = section = ""
    above: Row | None = None
    for row in table.rows[choices.header :]:
        title = lines.title_of_part(row, fields)
        if title:
            section, unit = title, ""
            left_out.append(row)
            problems.append(Problem(row.line, "section", title, is_left_out=True))
            continue
        filled = _fill_gaps(row, above, fields)
        entry, row_problems = _read_entry(filled, fields)
        if entry is not None:
            above = filled
            unit = entry.unit or unit
            repeated = unit if choices.repeats_units else ""
            entry = replace(entry, unit=entry.unit or repeated or section)
            shouted += values.is_shouted(entry.name)
            if choices.is_calmed:
                entry = replace(entry, name=values.calmed(entry.name))
            row_problems += merger.add(entry)
        problems += row_problems
        if any(problem.is_left_out for problem in row_problems):
            left_out.append(row)
    return Read(tuple(merger.entries), tuple(problems), tuple(left_out), shouted)


def _fill_gaps(row: Row, above: Row | None, fields: Sequence[str]) -> Row:
    """Return the row with ditto marks replaced by the values above, and dashes by nothing."""
    cells = list(row.cells)
    for index, (field, cell) in enumerate(zip(fields, row.cells, strict=False)):
        if above is not None and field in _REPEATED and values.is_same(cell):
            cells[index] = above.cells[index]
        elif values.is_none(cell):
            cells[index] = ""
    return replace(row, cells=tuple(cells))


def _read_entry(row: Row, fields: Sequence[str]) -> tuple[Entry | None, list[Problem]]:
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
    both = cells.pop("rank_position", "")
    if both:
        cells["rank"], cells["position"] = values.rank_and_position(both)
    name = cells["name"]
    lost_fields = {fields[index] for index in row.uncomputed if index < len(fields)} - {""}
    if lost_fields & lines.NAMES:
        return None, [Problem(row.line, "formula_empty", _summary(row), is_left_out=True)]
    if lines.is_signature(row, fields):
        return None, [Problem(row.line, "footer", _summary(row), is_left_out=True)]
    if lines.is_sum(name) or not any(letter.isalpha() for letter in name):
        return None, [Problem(row.line, "name_missing", _summary(row), is_left_out=True)]
    rank, name = values.split_rank(name)
    if rank:
        cells["name"] = name
        cells["rank"] = cells.get("rank") or rank
    if len(name) > LENGTHS["name"]:
        return None, [Problem(row.line, "name_long", name[:100], is_left_out=True)]
    problems = [Problem(row.line, "letters_lost", name)] * ("?" in name or "\ufffd" in name)
    if lost_fields:
        problems.append(Problem(row.line, "formula_empty", _summary(row)))
    return Entry((row.line,), **_valid_cells(row.line, cells, problems)), problems


def _valid_cells(line: int, cells: dict[str, str], problems: list[Problem]) -> dict[str, str]:
    """Return the valid cells; each invalid cell adds a problem."""
    checked = {"name": cells.pop("name")}
    for field, cell in cells.items():
        if not cell:
            continue
        value, code = _value(field, cell)
        if len(value) > LENGTHS[field]:
            value, code = "", f"{field}_long"
        if code:
            problems.append(Problem(line, code, cell[:100]))
        checked[field] = value
    return checked


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


def _summary(row: Row) -> str:
    return " | ".join(cell for cell in row.cells if cell)[:100]

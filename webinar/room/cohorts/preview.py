"""The preview of a roster import for its page. It uses plain values, as it is made off the loop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from webinar.kit.errors import Refused
from webinar.room.cohorts.changes import Changes, RosterPerson, compare
from webinar.room.cohorts.mapping import Choices, Read, guess, read_people
from webinar.room.cohorts.reading import ENCODINGS
from webinar.room.cohorts.tables import Table

# Items beyond this number are only counted: nobody reads more, and old phones cannot show them.
LISTED = 300
_SAMPLES = 3
_HEADS_OFFERED = 25


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """A table, and how it was read. If nobody could be read, `refusal` is set, not `changes`."""

    table: Table
    choices: Choices
    read: Read | None = None
    changes: Changes | None = None
    seen: str = ""
    refusal: str = ""


def chosen_again(table: Table, old: Choices, new: Choices) -> Choices:
    """Return the new choices; for another sheet or encoding, guess the columns again."""
    if (old.encoding, old.sheet) == (new.encoding, new.sheet):
        return new
    flags = {"is_calmed": new.is_calmed, "takes_off": new.takes_off}
    return msgspec.structs.replace(guess(table), **flags)


def preview(table: Table, choices: Choices, roster: Sequence[RosterPerson]) -> Preview:
    try:
        read = read_people(table, choices)
    except Refused as refusal:
        return Preview(table=table, choices=choices, refusal=refusal.code)
    changes = compare(roster, read)
    seen = changes.digest(choices.takes_off)
    return Preview(table=table, choices=choices, read=read, changes=changes, seen=seen)


def columns_shown(result: Preview) -> list[dict[str, Any]]:
    """Return each column's head, some of its cells, and the field that it is read as."""
    rows, end = result.table.rows, result.choices.header
    columns = []
    for number in range(result.table.width):
        heads = [row.cells[number] for row in rows[max(0, end - 3) : end] if row.cells[number]]
        # Forms may number their columns; leave those numbers out.
        heads = [head for head in heads if not head.isdecimal()]
        cells = [row.cells[number] for row in rows[end : end + 200] if row.cells[number]]
        field = result.choices.fields[number] if number < len(result.choices.fields) else ""
        columns.append(
            {
                "number": number,
                "head": " · ".join(dict.fromkeys(heads))[:120],
                "samples": [cell[:40] for cell in cells[:_SAMPLES]],
                "field": field,
            }
        )
    return columns


def heads_shown(result: Preview) -> list[tuple[int, int, str]]:
    """Return the rows that may end the head: their number from 1, line and text."""
    return [
        (number, row.line, " | ".join(cell for cell in row.cells if cell)[:60])
        for number, row in enumerate(result.table.rows[:_HEADS_OFFERED], 1)
    ]


def encodings_shown(result: Preview) -> list[tuple[str, str]]:
    return [(name, _ENCODING_NAMES[name]) for name in ENCODINGS] if result.table.encoding else []


_ENCODING_NAMES = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "cp1251": "Windows-1251",
    "kz1048": "KZ-1048 (Қазақша)",
    "cp866": "DOS-866",
    "cp1256": "Windows-1256 (دری)",
    "cp1252": "Windows-1252",
}

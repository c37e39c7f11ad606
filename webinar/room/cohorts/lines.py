"""Recognises lines of a list that are not people: titles, sums, signatures. No database."""

from __future__ import annotations

import re
from collections.abc import Sequence

from webinar.room.cohorts.columns import plain
from webinar.room.cohorts.tables import Row

NAMES = frozenset({"name", "last_name", "first_name"})
# The beginnings of lines below a table: sums, and signatures of its authors and approvers.
_TOTALS = ("итого", "всего", "барлығы", "жиыны", "total:", "مجموع")
_SIGNED = re.compile(
    r"(исполнитель|исп|подпись|подготовил|составил|согласовано|утверждаю|м ?п$|начальник"
    r"|руководитель|заместитель|врио|директор|тел|орындаушы|орындаған|қолы|басшы|бастық"
    # Only whole words count, because there are surnames like Басшыбаев and Директоренко.
    r"|бекітемін|келісілді|prepared by|signature|signed|approved|head of|امضا|تهیه کننده)\b",
)
# The row of a signature has at most this many filled cells; the rows of people have more.
_SPARSE = 2
# From this many people on, a mostly empty column means something.
_FEW = 4
# The limit of a title is that of the field `unit`, which it fills.
LONGEST_TITLE = 120


def is_sum(text: str) -> bool:
    return text.casefold().startswith(_TOTALS)


def has_gaps(rows: Sequence[Row], fields: Sequence[str]) -> bool:
    """Whether each unit is only in the row of its first person, as merged cells are saved."""
    if "unit" not in fields or not NAMES & set(fields):
        return False
    unit_index = fields.index("unit")
    name_index = next(index for index, field in enumerate(fields) if field in NAMES)
    units = [row.cells[unit_index] for row in rows if row.cells[name_index]]
    return len(units) >= _FEW and units[0] != "" and sum(map(bool, units)) * 2 <= len(units)


def title_of_part(row: Row, fields: Sequence[str]) -> str:
    """Return the row's text if it is a title, such as a unit whose people follow; else ""."""
    filled = [index for index, cell in enumerate(row.cells) if cell]
    if len(filled) != 1 or row.uncomputed or is_signature(row, fields):
        return ""
    index = filled[0]
    text = row.cells[index]
    field = fields[index] if index < len(fields) else ""
    begins_row = index == 0 or field == "unit"
    is_title = row.is_wide or (begins_row and field not in NAMES and sum(map(bool, fields)) > 1)
    is_text = any(letter.isalpha() for letter in text) and len(text) <= LONGEST_TITLE
    return text if is_title and is_text and not is_sum(text) and "@" not in text else ""


def is_signature(row: Row, fields: Sequence[str]) -> bool:
    """Whether the row names the author or signer of the list, not a person on it."""
    filled = [index for index, cell in enumerate(row.cells) if cell]
    if not filled or len(filled) > _SPARSE or not _SIGNED.match(plain(row.cells[filled[0]])):
        return False
    # In a list that has only posts and names, a row with a director is one of its people.
    first_field = fields[filled[0]] if filled[0] < len(fields) else ""
    return first_field not in ("position", "rank") or len(filled) < sum(map(bool, fields))

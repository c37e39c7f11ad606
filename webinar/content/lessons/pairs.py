"""Questions that join two lists: matching, and sorting into groups.

The answer puts each row with one column. Every possible answer is an option of its own, a cell: it
is counted, marked right, exported and translated as options are. A cell's id is its row's and its
column's, and its label is made of theirs.

Matching: the rows are the heads of the list, each with its partner below it in the file, and a
column is a partner. Sorting: the rows are the items, and the columns are the groups.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from webinar.content.lessons.parsed import ParsedSlide
from webinar.content.lessons.poll_kinds import PollKind

# Ids have single hyphens only.
BETWEEN = "--"
# Not an arrow, which would not turn with the direction of reading.
_JOINT = ": "


class HasId(Protocol):
    @property
    def id(self) -> str: ...


class HasVotes(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def votes(self) -> int | None: ...
    @property
    def is_correct(self) -> bool | None: ...


Cell = TypeVar("Cell", bound=HasId)
CountedOption = TypeVar("CountedOption", bound=HasVotes)


def cell_of(row: str, column: str) -> str:
    return f"{row}{BETWEEN}{column}"


def is_cell(key: str) -> bool:
    """Whether this is a cell, and not the id of a row or a column."""
    return BETWEEN in key


def parts_of(cell: str) -> tuple[str, str]:
    """The row and the column of a cell."""
    row, _, column = cell.partition(BETWEEN)
    return row, column


def rows_of(cells: Iterable[str]) -> list[str]:
    """The rows in the order of the cells."""
    return list(dict.fromkeys(parts_of(cell)[0] for cell in cells))


def columns_of(cells: Iterable[str]) -> list[str]:
    """The columns in the order of the cells."""
    return list(dict.fromkeys(parts_of(cell)[1] for cell in cells))


def pairs_of(slide: ParsedSlide) -> Iterator[tuple[str, bool]]:
    """Each cell of a question with whether it is right, row by row.

    Groups stand as their author put them. Partners do not: their order would be the answer. Theirs
    is the same for everybody.
    """
    heads = [one for one in slide.options if one.is_head]
    others = [one for one in slide.options if not one.is_head]
    if slide.answer_kind is PollKind.SORTING:
        for item in others:
            for group in heads:
                yield cell_of(item.id, group.id), item.head == group.id
        return
    others.sort(key=lambda partner: _lot(slide.id, partner.id))
    for head in heads:
        for partner in others:
            yield cell_of(head.id, partner.id), partner.head == head.id


def by_row(cells: Iterable[str]) -> dict[str, dict[str, str]]:
    """The cells of each row, by their columns."""
    rows: dict[str, dict[str, str]] = {}
    for cell in cells:
        row, column = parts_of(cell)
        rows.setdefault(row, {})[column] = cell
    return rows


def telling(options: Iterable[CountedOption]) -> list[CountedOption]:
    """The options that a result shows: for pairs, those that somebody made and the right ones."""
    return [one for one in options if not is_cell(one.key) or one.votes != 0 or one.is_correct]


def with_rows_shuffled(options: Sequence[Cell], seed: str) -> list[Cell]:
    """The same cells with their rows in another order, which `seed` alone decides."""
    return sorted(options, key=lambda option: _lot(seed, parts_of(option.id)[0]))


def with_cells(labels: Mapping[str, str], cells: Iterable[str]) -> dict[str, str]:
    """The labels of rows and columns, and those of their cells."""
    made = {
        cell: labels.get(parts_of(cell)[0], "") + _JOINT + labels.get(parts_of(cell)[1], "")
        for cell in cells
    }
    return {**labels, **made}


def _lot(seed: str, name: str) -> str:
    return hashlib.sha256(f"{seed} {name}".encode()).hexdigest()

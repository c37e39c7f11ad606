"""Questions that join two lists: matching, and sorting into groups.

The answer joins each row to one column. Every possible pair is an option of its own, a cell: it
is counted, marked right, exported and translated as options are. A cell's id joins the ids of
its row and column, and its label joins their labels.

Matching: the rows are the heads of the list, each with its partner below it in the file, and a
column is a partner. Sorting: the rows are the items, and the columns are the groups.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from webinar.content.lessons.parsed import ParsedSlide

# Ids have single hyphens only, so this cannot occur in one.
BETWEEN = "--"
# This is no arrow, because an arrow would not turn with the direction of reading.
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
    """Return whether `key` is the id of a cell, and not of a row or a column."""
    return BETWEEN in key


def parts_of(cell: str) -> tuple[str, str]:
    """Return the row and the column of a cell."""
    row, _, column = cell.partition(BETWEEN)
    return row, column


def rows_of(cells: Iterable[str]) -> list[str]:
    """Return the rows in the order of the cells."""
    return list(dict.fromkeys(parts_of(cell)[0] for cell in cells))


def columns_of(cells: Iterable[str]) -> list[str]:
    """Return the columns in the order of the cells."""
    return list(dict.fromkeys(parts_of(cell)[1] for cell in cells))


def pairs_of(slide: ParsedSlide) -> Iterator[tuple[str, bool]]:
    """Yield each cell of a question and whether it is right, row by row.

    Groups keep the author's order. Partners are shuffled, because their order would be the
    answer; everybody gets the same shuffled order.
    """
    heads = [option for option in slide.options if option.is_head]
    others = [option for option in slide.options if not option.is_head]
    if not slide.answer_kind.matches_once:
        for item in others:
            for group in heads:
                yield cell_of(item.id, group.id), item.head == group.id
        return
    others.sort(key=lambda partner: _lot(slide.id, partner.id))
    for head in heads:
        for partner in others:
            yield cell_of(head.id, partner.id), partner.head == head.id


def by_row(cells: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the cells of each row, by their columns."""
    rows: dict[str, dict[str, str]] = {}
    for cell in cells:
        row, column = parts_of(cell)
        rows.setdefault(row, {})[column] = cell
    return rows


def options_in_result(options: Iterable[CountedOption]) -> list[CountedOption]:
    """Return the options that a result shows; of pairs, only voted ones and right ones."""
    return [
        option
        for option in options
        if not is_cell(option.key) or option.votes != 0 or option.is_correct
    ]


def with_rows_shuffled(options: Sequence[Cell], seed: str) -> list[Cell]:
    """Return the same cells with their rows in another order, which depends only on `seed`."""
    return sorted(options, key=lambda option: _lot(seed, parts_of(option.id)[0]))


def with_cells(labels: Mapping[str, str], cells: Iterable[str]) -> dict[str, str]:
    """Return the labels of rows and columns, and the labels of their cells."""
    cell_labels = {
        cell: labels.get(parts_of(cell)[0], "") + _JOINT + labels.get(parts_of(cell)[1], "")
        for cell in cells
    }
    return {**labels, **cell_labels}


def _lot(seed: str, name: str) -> str:
    return hashlib.sha256(f"{seed} {name}".encode()).hexdigest()

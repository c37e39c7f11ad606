"""Tables as a workbook: a sheet for each, typed cells, nothing that a spreadsheet would run."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from webinar.kit.files.tables import Cell, Table
from webinar.kit.files.xlsx_cells import Spelling, text_body

# A sheet has 1,048,576 rows, of which one is the header.
MOST_ROWS = 1_048_575
# Excel's number of the paper size.
_A4 = 9
# Widths in characters: of a table that stays readable on one page, and of columns.
_READABLE = 200
_WIDEST, _NARROWEST = 60, 6
# Rows whose texts set the widths of the columns.
_SAMPLE = 200
# Lines that a head may take, so that a long head does not widen a column of short values.
_HEAD_LINES = 3


@dataclass(frozen=True)
class Sheet:
    """`name` is shown on its tab: at most 31 characters, none of `[]:*?/\\`."""

    name: str
    table: Table


@dataclass(frozen=True)
class Wording:
    """The workbook's words in its language: the text of its last sheet, heads, and yes and no.

    `heads` are by header id; a column without a head has its id as the head.
    """

    about: str
    lines: Sequence[Sequence[str]]
    yes: str
    no: str
    is_rtl: bool = False
    heads: Mapping[str, str] = field(default_factory=dict)


def encode(sheets: Sequence[Sheet], zone: ZoneInfo, words: Wording, made_at: datetime) -> bytes:
    """The workbook; equal tables and words give equal bytes.

    Instants are dates and times of `zone`, without its offset, which a spreadsheet cannot keep.
    `made_at` is written into its properties, so it must not be the current time.
    """
    content = io.BytesIO()
    # Rows wait in files, since in memory they would be ten times the workbook. The files contain
    # names, so they are deleted with their folder, even after an error.
    with TemporaryDirectory(prefix="webinar-") as folder:
        book = Workbook(content, {"constant_memory": True, "tmpdir": folder})
        try:
            _fill(book, sheets, zone, words, made_at)
            book.close()
        finally:
            for sheet in book.worksheets():
                sheet.row_data_fh.close()
    return content.getvalue()


def _fill(
    book: Workbook, sheets: Sequence[Sheet], zone: ZoneInfo, words: Wording, made_at: datetime
) -> None:
    book.set_properties({"created": made_at.replace(tzinfo=None, microsecond=0)})
    # Without the indent, a number and the text after it would touch.
    text = _format(book, indent=1)
    spelling = Spelling(
        zone,
        words.yes,
        words.no,
        text=text,
        instant=_format(book, num_format="yyyy-mm-dd hh:mm:ss"),
        date=_format(book, num_format="yyyy-mm-dd"),
    )
    head = _format(book, bold=True, bottom=1, indent=1, text_wrap=True, valign="top")
    # The tables come first, because readers and programs take the first sheet for the data.
    for source in sheets:
        _write(_add(book, source.name, words), source.table, words.heads, spelling, head)
    _write_about(_add(book, words.about, words), words.lines, text)


class _Sheet(Worksheet):  # type: ignore[misc]  # published without types
    """Rows are spelled here: with Worksheet's own methods a big report takes four times as long.

    Worksheet also writes a text that begins and ends with `<r>` as XML, unescaped.
    """

    def add_row(self, number: int, cells: str) -> None:
        """Add a row; `number` counts from 1."""
        self.row_data_fh.write(f'<row r="{number}">{cells}</row>')

    def set_size(self, rows: int, columns: int) -> None:
        self.dim_rowmin = self.dim_colmin = 0
        self.dim_rowmax, self.dim_colmax = rows - 1, max(columns - 1, 0)


def _format(book: Workbook, **properties: object) -> int:
    """Add a format and return the number by which cells refer to it."""
    number: int = book.add_format(properties)._get_xf_index()
    return number


def _add(book: Workbook, name: str, words: Wording) -> _Sheet:
    sheet: _Sheet = book.add_worksheet(name, worksheet_class=_Sheet)
    if words.is_rtl:
        sheet.right_to_left()
    sheet.set_paper(_A4)
    sheet.set_landscape()
    return sheet


def _write_about(sheet: _Sheet, lines: Sequence[Sequence[str]], text: int) -> None:
    widest = max((len(line) for line in lines), default=1)
    letters = [xl_col_to_name(index) for index in range(widest)]
    for index in range(widest):
        sheet.set_column(index, index, 28 if index < widest - 1 else _WIDEST)
    sheet.fit_to_pages(1, 0)
    for number, line in enumerate(lines, start=1):
        sheet.add_row(number, _cells(letters, number, [text_body(cell, text) for cell in line]))
    sheet.set_size(max(len(lines), 1), widest)


def _write(
    sheet: _Sheet, table: Table, heads: Mapping[str, str], spelling: Spelling, head: int
) -> None:
    positions = [index for index, column in enumerate(table.columns) if column.type != "records"]
    columns = [table.columns[index] for index in positions]
    letters = [xl_col_to_name(index) for index in range(len(positions))]
    rows = table.rows[:MOST_ROWS]
    sample = [[row[index] for index in positions] for row in rows[:_SAMPLE]]
    titles = [heads.get(column.id, column.id) for column in columns]
    widths = list(_widths(titles, sample))
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width)
    _lay_on_paper(sheet, sum(widths))
    sheet.freeze_panes(1, 0)
    if columns:
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    sheet.add_row(1, _cells(letters, 1, [text_body(title, head) for title in titles]))
    body = spelling.body
    for number, row in enumerate(rows, start=2):
        sheet.add_row(number, _cells(letters, number, [body(row[index]) for index in positions]))
    sheet.set_size(len(rows) + 1, len(columns))


def _lay_on_paper(sheet: _Sheet, width: float) -> None:
    """Fit to one page's width if that is readable; else repeat the columns that name the person."""
    sheet.repeat_rows(0)
    if width <= _READABLE:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.repeat_columns(0, 1)


def _cells(letters: Iterable[str], row: int, bodies: Iterable[str]) -> str:
    return "".join(
        [f'<c r="{letter}{row}"{body}' for letter, body in zip(letters, bodies) if body]  # noqa: B905
    )


def _widths(titles: Sequence[str], sample: Sequence[Sequence[Cell]]) -> Iterator[float]:
    for index, title in enumerate(titles):
        longest = max((_length(row[index]) for row in sample), default=0)
        word = max(map(len, title.split()), default=0)
        # Bold letters are wider, lines break before their ends, and the arrow of the filter stands
        # in the head, too.
        of_head = max(word, -(-len(title) // _HEAD_LINES)) + 5
        yield min(_WIDEST, max(_NARROWEST, longest + 2, of_head))


def _length(cell: Cell) -> int:
    if isinstance(cell, datetime):
        return 19
    if isinstance(cell, tuple):
        return sum(len(str(part)) + 1 for part in cell)
    return 0 if cell is None else len(str(cell))

"""Tables as a workbook: a sheet for each, typed cells, nothing that a spreadsheet would run."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from zoneinfo import ZoneInfo

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from webinar.reports.tables import Cell, Column, Figure, Someone, Table

# What a cell can hold, in units of UTF-16 (Excel specifications and limits).
LONGEST = 32_767
# A sheet has 1,048,576 rows, of which one is the header.
MOST_ROWS = 1_048_575
# Numbers that a spreadsheet keeps exactly; longer ones it rounds.
MOST_DIGITS = 15
# What XML cannot hold, even escaped: the rest of this kind was cleaned away before.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel reads such a spelling in a text as one mark: the underscore is spelled so itself.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_WIDEST, _NARROWEST, _SAMPLE = 60, 6, 200
_DAY_ONE = datetime(1899, 12, 30)


@dataclass(frozen=True)
class Sheet:
    """`name` is shown on its tab: at most 31 characters, none of `[]:*?/\\`."""

    name: str
    table: Table


@dataclass(frozen=True)
class Wording:
    """In the language of the workbook: what is said on its first sheet, yes and no."""

    about: str
    lines: Sequence[Sequence[str]]
    yes: str
    no: str
    is_rtl: bool = False


def encode(sheets: Sequence[Sheet], zone: ZoneInfo, words: Wording, made_at: datetime) -> bytes:
    """The workbook; equal tables and words give equal bytes.

    Instants are dates and times of `zone`, without its offset, which a spreadsheet cannot keep.
    `made_at` is written into its properties, so it must not be the time of day.
    """
    content = io.BytesIO()
    book = Workbook(content, {"constant_memory": True})
    book.set_properties({"created": made_at.replace(tzinfo=None, microsecond=0)})
    formats = _Formats(book)
    _write_about(book, words)
    for sheet in sheets:
        _write(_add(book, sheet.name, words), sheet.table, zone, words, formats)
    book.close()
    return content.getvalue()


class _Sheet(Worksheet):  # type: ignore[misc]  # published without types
    """Rows are spelled here: with Worksheet's own methods a big report takes four times as long.

    Its way to write a text also lets one that begins and ends with `<r>` through as XML.
    """

    def add_row(self, number: int, cells: str) -> None:
        """`number` counts from 1."""
        self.row_data_fh.write(f'<row r="{number}">{cells}</row>')

    def set_size(self, rows: int, columns: int) -> None:
        self.dim_rowmin = self.dim_colmin = 0
        self.dim_rowmax, self.dim_colmax = rows - 1, max(columns - 1, 0)


class _Formats:
    """Numbers of the formats that cells refer to."""

    def __init__(self, book: Workbook) -> None:
        self.head = _index(book, bold=True, bottom=1)
        self.instant = _index(book, num_format="yyyy-mm-dd hh:mm:ss")
        self.date = _index(book, num_format="yyyy-mm-dd")


def _index(book: Workbook, **properties: object) -> int:
    found: int = book.add_format(properties)._get_xf_index()
    return found


def _add(book: Workbook, name: str, words: Wording) -> _Sheet:
    sheet: _Sheet = book.add_worksheet(name, worksheet_class=_Sheet)
    if words.is_rtl:
        sheet.right_to_left()
    return sheet


def _write_about(book: Workbook, words: Wording) -> None:
    sheet = _add(book, words.about, words)
    widest = max((len(line) for line in words.lines), default=1)
    for at in range(widest):
        sheet.set_column(at, at, 28 if at < widest - 1 else _WIDEST)
    for number, line in enumerate(words.lines, start=1):
        cells = (text_cell(f"{xl_col_to_name(at)}{number}", one) for at, one in enumerate(line))
        sheet.add_row(number, "".join(cells))
    sheet.set_size(max(len(words.lines), 1), widest)


def _write(sheet: _Sheet, table: Table, zone: ZoneInfo, words: Wording, formats: _Formats) -> None:
    shown = [at for at, column in enumerate(table.columns) if column.type != "records"]
    columns = [table.columns[at] for at in shown]
    letters = [xl_col_to_name(at) for at in range(len(shown))]
    rows = table.rows[:MOST_ROWS]
    for at, width in enumerate(
        _widths(columns, [[row[at] for at in shown] for row in rows[:_SAMPLE]])
    ):
        sheet.set_column(at, at, width)
    sheet.freeze_panes(1, 0)
    if columns:
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    sheet.add_row(
        1,
        "".join(
            text_cell(f"{letter}1", column.id, formats.head)
            for letter, column in zip(letters, columns, strict=True)
        ),
    )
    places = list(zip(letters, shown, strict=True))
    for number, row in enumerate(rows, start=2):
        sheet.add_row(
            number,
            "".join(
                _cell(f"{letter}{number}", row[at], zone, words, formats) for letter, at in places
            ),
        )
    sheet.set_size(len(rows) + 1, len(columns))


def _cell(place: str, cell: Cell, zone: ZoneInfo, words: Wording, formats: _Formats) -> str:
    match cell:
        case None | "":
            return ""
        case Figure():
            return f'<c r="{place}"><v>{float(cell)!r}</v></c>'
        case str():
            return text_cell(place, cell)
        case bool():
            return text_cell(place, words.yes if cell else words.no)
        case int():
            if len(str(abs(cell))) > MOST_DIGITS:
                return text_cell(place, str(cell))
            return f'<c r="{place}"><v>{cell}</v></c>'
        case datetime():
            return f'<c r="{place}" s="{formats.instant}"><v>{serial(cell, zone)}</v></c>'
        case date():
            return f'<c r="{place}" s="{formats.date}"><v>{(cell - _DAY_ONE.date()).days}</v></c>'
        case Someone():
            raise TypeError("no profile has decided how people are called")
        case _:
            return text_cell(place, ";".join(str(one) for one in cell))


def serial(at: datetime, zone: ZoneInfo) -> str:
    """Days since the end of 1899 by the clock of `zone`, to the whole second."""
    local = at.astimezone(zone).replace(tzinfo=None, microsecond=0)
    past = local - _DAY_ONE
    return repr(round(past.days + past.seconds / 86_400, 10))


def text_cell(place: str, text: str, style: int | None = None) -> str:
    """A cell that is a text whatever is in it: never a formula, a link or markup."""
    text = _ESCAPE.sub("_x005F_", _fitting(_NOT_XML.sub("", text)))
    styled = "" if style is None else f' s="{style}"'
    return (
        f'<c r="{place}"{styled} t="inlineStr"><is>'
        f'<t xml:space="preserve">{escape(text, quote=False)}</t></is></c>'
    )


def _fitting(text: str) -> str:
    """Cut where a cell ends, with a sign that it was; the other formats have all of it."""
    if len(text) <= LONGEST // 2 or len(text.encode("utf-16-le")) <= 2 * LONGEST:
        return text
    cut = text.encode("utf-16-le")[: 2 * (LONGEST - 1)].decode("utf-16-le", errors="ignore")
    return f"{cut}…"


def _widths(columns: Sequence[Column], sample: Sequence[Sequence[Cell]]) -> Iterator[float]:
    for at, column in enumerate(columns):
        longest = max((_length(row[at]) for row in sample), default=0)
        # The arrow of the filter stands in the header, too.
        yield min(_WIDEST, max(_NARROWEST, longest + 2, len(column.id) + 4))


def _length(cell: Cell) -> int:
    if isinstance(cell, datetime):
        return 19
    if isinstance(cell, tuple):
        return sum(len(str(one)) + 1 for one in cell)
    return 0 if cell is None else len(str(cell))

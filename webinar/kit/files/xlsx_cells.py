"""Writing the cells of a sheet in XML: typed, and nothing that a spreadsheet would run."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache, partial
from html import escape
from zoneinfo import ZoneInfo

from webinar.kit.files.csv_export import REMEMBERED
from webinar.kit.files.tables import Cell, Figure, Someone

# The longest text of a cell, in units of UTF-16 (Excel specifications and limits).
LONGEST = 32_767
# A spreadsheet keeps 15 digits; longer numbers lose their end.
_EXACT = 10**15
# The characters XML cannot hold, even escaped; most were cleaned away before.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel reads `_x0041_` in a text as one character; an escaped `_` keeps the text as it is.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_DAY_ONE = datetime(1899, 12, 30)


class Spelling:
    """Cells of one workbook: the XML after each cell's place, nothing for an empty cell.

    `text`, `instant` and `date` are the numbers of their formats. The cache, which holds names,
    lives as long as this object.
    """

    def __init__(
        self, zone: ZoneInfo, yes: str, no: str, *, text: int, instant: int, date: int
    ) -> None:
        self._zone = zone
        self._text = lru_cache(REMEMBERED)(partial(text_body, style=text))
        self._yes, self._no = yes, no
        self._instant, self._date = instant, date

    def body(self, cell: Cell) -> str:
        match cell:
            case None | "":
                return ""
            case Figure():
                return f"><v>{float(cell)!r}</v></c>"
            case str():
                return self._text(cell)
            case bool():
                return self._text(self._yes if cell else self._no)
            case int():
                return f"><v>{cell}</v></c>" if _is_exact(cell) else self._text(str(cell))
            case datetime():
                return f' s="{self._instant}"><v>{serial(cell, self._zone)}</v></c>'
            case date():
                return f' s="{self._date}"><v>{(cell - _DAY_ONE.date()).days}</v></c>'
            case Someone():
                raise TypeError("no profile has decided how people are called")
            case _:
                return self._text(";".join(str(part) for part in cell)) if cell else ""


def text_body(text: str, style: int) -> str:
    """The XML of any text, which never becomes a formula, a link or markup."""
    content = escape(_ESCAPE.sub("_x005F_", _cut_to_fit(_NOT_XML.sub("", text))), quote=False)
    return f' s="{style}" t="inlineStr"><is><t xml:space="preserve">{content}</t></is></c>'


def serial(at: datetime, zone: ZoneInfo) -> str:
    """Days since the end of 1899 by the clock of `zone`, to the whole second."""
    elapsed = at.astimezone(zone).replace(tzinfo=None, microsecond=0) - _DAY_ONE
    return repr(round(elapsed.days + elapsed.seconds / 86_400, 10))


def _is_exact(number: int) -> bool:
    return abs(number) < _EXACT


def _cut_to_fit(text: str) -> str:
    """Cut the text to the length of a cell and mark the cut; other formats hold the whole text."""
    if len(text) <= LONGEST // 2 or len(text.encode("utf-16-le")) <= 2 * LONGEST:
        return text
    cut = text.encode("utf-16-le")[: 2 * (LONGEST - 1)].decode("utf-16-le", errors="ignore")
    return f"{cut}…"

"""Workbooks: typed cells that agree with the other formats, and no active content."""

import csv
import io
import json
import re
import tempfile
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from tests.kit.files.making import make_table
from tests.kit.files.test_csv_export import PAYLOADS
from tests.results.reports.making import plain_words
from tests.results.reports.test_tables import COLUMNS, as_csv, fetch  # noqa: F401
from webinar.kit.files.tables import Figure, Someone
from webinar.kit.files.xlsx_cells import LONGEST
from webinar.kit.files.xlsx_export import Sheet, Wording, encode
from webinar.kit.languages import LANGUAGES
from webinar.results.reports.downloads import exports
from webinar.results.reports.export_words import words_in
from webinar.results.reports.kinds import Format, Kind

ALMATY = ZoneInfo("Asia/Almaty")
MADE = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
WORDING = Wording("About", [("Session", "Title")], "yes", "no")
MARKUP = [
    "<r><t>x</t></r>",
    "<f>1+1</f>",
    "]]>",
    "&amp;",
    "_x0041_",
    "__x0041_",
    "\ufffe\uffff",
    "http://x.test",
    "mailto:a@x.test",
    "{=1+1}",
    "12",
    "01.05",
    " spaces ",
]


def workbook(content):
    return openpyxl.load_workbook(io.BytesIO(content), rich_text=False)


def write(*rows, kind="text", words=WORDING):
    table = make_table([kind] * len(rows[0]), *rows)
    return encode([Sheet("data", table)], ALMATY, words, MADE)


def cells(content, name="data"):
    return [list(row) for row in workbook(content)[name].iter_rows(min_row=2)]


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.mark.parametrize("payload", MARKUP)
def test_texts_survive_a_round_trip(payload):
    [[cell]] = cells(write((payload,)))

    expected = payload.replace("\ufffe\uffff", "") or None
    # openpyxl reads an escaped underscore as the escape itself.
    assert (cell.value or "").replace("_x005F_", "_") == (expected or "")


def test_workbook_contains_no_formula_and_no_link():
    content = write(*((text,) for text in PAYLOADS + MARKUP))

    for name, text in parts(content).items():
        assert not re.search(r"<f[ >/]|<hyperlink|externalLink", text), name
    assert {cell.data_type for [cell] in cells(content)} <= {"s", "inlineStr", "n"}
    # A cell without text has no type; all others are texts.
    assert not [cell for [cell] in cells(content) if isinstance(cell.value, int | float)]


def test_cells_have_their_types():
    row = (7, True, False, MADE, date(2027, 3, 1), Figure("-0.25"), ("a", "b"), None, 10**15)
    [row_cells] = cells(write(row))

    assert [cell.value for cell in row_cells] == [
        7,
        "yes",
        "no",
        datetime(2026, 11, 24, 15, 30),
        datetime(2027, 3, 1),
        -0.25,
        "a;b",
        None,
        str(10**15),
    ]
    assert row_cells[3].number_format == "yyyy-mm-dd hh:mm:ss"
    assert row_cells[4].number_format == "yyyy-mm-dd"


def test_overlong_text_is_cut_with_an_ellipsis():
    [[short], [long], [wide]] = cells(
        write(("a" * LONGEST,), ("b" * (LONGEST + 1),), ("😀" * LONGEST,))
    )

    assert short.value == "a" * LONGEST
    assert long.value == "b" * (LONGEST - 1) + "…"
    assert len(wide.value.encode("utf-16-le")) // 2 <= LONGEST
    assert wide.value.endswith("😀…")


def test_header_is_frozen_and_filterable():
    book = workbook(write(("a", "b"), ("c", "d")))

    assert book.sheetnames == ["data", "About"]
    assert book["data"].freeze_panes == "A2"
    assert book["data"].auto_filter.ref == "A1:B3"
    assert [cell.value for cell in book["data"][1]] == ["c0", "c1"]
    assert book["data"].dimensions == "A1:B3"
    assert book["data"].column_dimensions["A"].width >= 6


def test_a_workbook_opens_at_its_table():
    book = workbook(write("a"))

    assert (book.sheetnames[-1], book.active.title) == (WORDING.about, "data")
    assert [bool(sheet.sheet_view.tabSelected) for sheet in book] == [True, False]


def test_heads_are_words_and_a_long_head_takes_several_lines():
    long = "How one sees that it was done as agreed"
    words = replace(WORDING, heads={"c0": long})

    book = workbook(write(("a", "b"), words=words))

    assert [cell.value for cell in book["data"][1]] == [long, "c1"]
    assert book["data"]["A1"].alignment.wrap_text
    assert book["data"].column_dimensions["A"].width < len(long) / 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_heads_are_translated_and_differ_within_a_table(app, language):
    with app.test_request_context():
        heads, english = words_in(language).columns, words_in("en").columns

    for table in exports().values():
        ids = [column.id for column in table.columns if column.type != "records"]
        assert len({heads[column] for column in ids}) == len(ids), table.kind
    if language != "en":
        same = [column for column in heads if heads[column] == english[column]]
        # Records, which no workbook has, are not explained.
        assert {heads[column] for column in same} == {""}


def test_a_workbook_in_dari_reads_from_the_right():
    words = Wording("درباره", [("a", "b")], "بلی", "نخیر", is_rtl=True)

    book = workbook(write(("a",), words=words))

    assert [sheet.sheet_view.rightToLeft for sheet in book] == [True, True]


def test_name_not_released_by_a_profile_stops_the_export(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    with pytest.raises(TypeError):
        write(("Ada",), (Someone("Bek", "#2"),))

    # Nothing stays on the disk either.
    assert list(tmp_path.iterdir()) == []


def test_three_formats_agree_cell_by_cell(fetch):  # noqa: F811
    for kind in Kind:
        check_formats_agree(partial(fetch, kind), kind)


def check_formats_agree(fetched, kind):
    """`fetched` returns the table in a format."""
    in_csv = list(csv.reader(io.StringIO(fetched(Format.CSV).decode("utf-8-sig"), "")))
    in_json = json.loads(fetched(Format.JSON))["rows"]
    sheet = workbook(fetched(Format.XLSX))[kind.value]
    in_xlsx = [[cell.value for cell in row] for row in sheet.iter_rows()]

    heads = plain_words().columns
    assert in_xlsx[0] == [heads[column] for column in in_csv[0]]
    assert len(in_xlsx) == len(in_csv) == len(in_json) + 1
    for row, written, typed in zip(in_xlsx[1:], in_csv[1:], in_json, strict=True):
        for column, value, text in zip(in_csv[0], row, written, strict=True):
            assert as_json(value, typed[column]), (column, value, typed[column])
            assert text == as_csv(typed[column]), (column, text, typed[column])


def as_json(value, typed):
    """Whether a workbook cell agrees with the JSON value."""
    match typed:
        case None | "":
            return value is None
        case bool():
            return value == ("yes" if typed else "no")
        case list():
            return (value or "") == ";".join(typed)
        case int():
            return value == typed
    if isinstance(value, datetime):
        return typed.startswith((value.isoformat(), value.date().isoformat()))
    return str(value) == typed or (isinstance(value, float | int) and value == float(typed))


def test_every_column_is_explained(app):
    with app.test_request_context():
        explained = words_in("en").columns

    for ids in COLUMNS.values():
        assert set(ids.split()) <= explained.keys()
    assert plain_words().kinds.keys() == set(Kind)


def test_a_header_id_means_the_same_in_every_table(app):
    with app.test_request_context():
        meanings = {
            (column.id, str(column.meaning))
            for table in exports().values()
            for column in table.columns
        }

    assert len(meanings) == len({header for header, _ in meanings})

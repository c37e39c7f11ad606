"""CSV files open correctly in every spreadsheet and never run a formula."""

import csv
import io
import itertools
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.kit.files.making import make_table
from webinar.kit.files.csv_export import Separator, encode, guard
from webinar.kit.files.tables import clean

ALMATY = ZoneInfo("Asia/Almaty")
STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"]
BODIES = ["1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://x.test","y")', "SUM(A1:A9)", "7;8"]
PREFIXES = ["", " ", "\u00a0", "\u200b", "\ufeff"]
PAYLOADS = [f"{a}{b}{c}" for a, b, c in itertools.product(PREFIXES, STARTS, BODIES)]


def table(*cells, kind="text"):
    return make_table([kind] * len(cells), cells)


def reread(content, delimiter=","):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), ""), delimiter=delimiter))


def is_formula(cell):
    """Say whether any spreadsheet would treat this cell as a formula."""
    return cell.lstrip(" \u00a0\u200b\ufeff")[:1] in set(STARTS)


def test_file_starts_with_the_byte_order_mark_excel_needs():
    assert encode(table("Айгүл"), ALMATY).startswith(b"\xef\xbb\xbf")


def test_every_cell_is_quoted_and_lines_end_with_crlf():
    assert encode(table("a", 1, None), ALMATY)[3:] == b'"c0","c1","c2"\r\n"a","1",""\r\n'


def test_no_text_becomes_a_formula():
    content = encode(make_table(["text"], *((payload,) for payload in PAYLOADS)), ALMATY)

    cells = [cell for [cell] in reread(content)[1:]]
    assert len(cells) == len(PAYLOADS) == 300
    assert all(is_formula(payload) for payload in PAYLOADS)
    assert not [cell for cell in cells if is_formula(cell)]


@pytest.mark.parametrize("separator", list(Separator))
@pytest.mark.parametrize("payload", ["x;=1+1", 'x,"=1+1', "x;@SUM(1)", "x,-1", "x; =1+1", "x|=1"])
def test_wrong_separator_in_a_spreadsheet_exposes_no_formula(payload, separator):
    content = encode(table("name", payload), ALMATY, separator)

    for expected in ",;\t|":
        cells = [cell.strip('"') for row in reread(content, expected) for cell in row]
        assert not [cell for cell in cells if is_formula(cell)]


@pytest.mark.parametrize("name", ["Ә́сел", "Нұрлан", "فرزانه اشتراک‌کننده", "O'Brien", "Anna-Maria"])
def test_names_survive_a_round_trip(name):
    _, [cell] = reread(encode(table(name), ALMATY))

    assert cell == name


@pytest.mark.parametrize("text", ["yes, - no", "a; + b", "1 = 1", "mail@example.test"])
def test_ordinary_punctuation_is_left_alone(text):
    assert guard(text) == text


def test_quotes_and_separators_stay_within_their_cell():
    _, row = reread(encode(table('say "so", please', "a;b"), ALMATY))

    assert row == ['say "so", please', "a;b"]


def test_times_carry_the_utc_offset_of_the_session_time_zone():
    _, [cell] = reread(encode(table(datetime(2026, 11, 24, 9, 30, 15, 999, UTC)), ALMATY))

    assert cell == "2026-11-24T14:30:15+05:00"


def test_booleans_numbers_dates_and_lists_are_written_plainly():
    _, row = reread(encode(table(True, False, None, 12, date(2027, 3, 1), ("a", "b")), ALMATY))

    assert row == ["true", "false", "", "12", "2027-03-01", "a;b"]


def test_list_of_keys_does_not_become_a_formula():
    _, [cell] = reread(encode(table(("=a", "-b")), ALMATY))

    assert cell == "'=a;'-b"


def test_semicolons_separate_cells_for_decimal_comma_spreadsheets():
    content = encode(table("a", "b"), ALMATY, Separator.SEMICOLON)

    assert reread(content, ";")[1] == ["a", "b"]


def test_columns_of_records_are_left_out():
    mixed_table = make_table(["text", "records"], ("x", ({"reason": "y"},)))

    assert reread(encode(mixed_table, ALMATY)) == [["c0"], ["x"]]


def test_cleaning_leaves_one_line_without_control_characters():
    assert clean("a\0b\x07c\x7f\x9bd\ne\tf\u2028g\ud800h") == "abcd e f gh"


def test_cleaning_keeps_the_zero_width_non_joiner_of_dari():
    assert clean("اشتراک\u200cکننده") == "اشتراک\u200cکننده"

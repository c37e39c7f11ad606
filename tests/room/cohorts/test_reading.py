"""Files in any encoding or format are read as rows of text, and hostile files are refused."""

import io
import resource
import subprocess
import zipfile

import pytest

from tests.room.cohorts.making import as_csv, as_xlsx, messy_rows
from webinar.kit.errors import Refused
from webinar.room.cohorts import values
from webinar.room.cohorts.mapping import guess, read_people
from webinar.room.cohorts.reading import read_table
from webinar.room.cohorts.workbooks import Range, Sheet, read_sheets, rows_of

CSV_FORMATS = [(";", "kz1048"), (",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16")]


@pytest.mark.parametrize(("separator", "encoding"), CSV_FORMATS)
def test_messy_list_is_read_as_thirty_people_in_each_encoding(separator, encoding):
    table = read_table(as_csv(messy_rows(), separator, encoding))
    read = read_people(table, guess(table))

    assert len(read.entries) == 30
    assert read.entries[1].name == "Ахметова Бекзат"
    assert {entry.language for entry in read.entries} == {"ru", "kk"}
    assert read.entries[5].email == "officer5@example.kz"
    assert read.entries[5].phone == "+77015550500"
    assert read.entries[5].unit == "Алмалы аудандық ПБ; 1-бөлімше"
    assert [(problem.code, problem.about) for problem in read.problems] == [
        ("merged", "11"),
        ("merged", "8"),
        ("name_missing", "Итого: 30"),
    ]


def test_a_workbook_is_read_from_the_first_sheet_that_has_a_table():
    table = read_table(as_xlsx(messy_rows(), before=["Пусто"]))
    read = read_people(table, guess(table))

    assert (table.sheet, table.sheets) == (1, ("Пусто", "Лист1"))
    assert len(read.entries) == 30


def test_text_without_kazakh_letters_is_read_as_windows_1251():
    text = "ФИО;Звание\nИванов Иван Щербаков;майор\n"

    assert read_table(text.encode("cp1251")).encoding == "cp1251"
    assert read_table("Аты-жөні;тіл\nҚасым Ұлы;қаз\n".encode("kz1048")).encoding == "kz1048"


def test_another_encoding_may_be_chosen():
    content = "ФИО;Звание\nИванов Иван;майор\n".encode("cp866")

    assert read_table(content, "cp866").rows[1].cells == ("Иванов Иван", "майор")


def test_workbook_numbers_are_read_as_displayed():
    table = read_table(as_xlsx([["ФИО", "Телефон"], ["Иванов Иван", 77011234567.0]]))

    assert table.rows[1].cells[1] == "77011234567"


def test_formula_is_read_as_text_and_never_computed():
    table = read_table("ФИО;Звание\n\"=cmd|'/c calc'!A1\";майор\nИванов Иван;x\n".encode())
    read = read_people(table, guess(table))

    assert [entry.name for entry in read.entries] == ["=cmd|'/c calc'!A1", "Иванов Иван"]
    # A workbook's formula has no value until a spreadsheet computes it.
    book = read_table(as_xlsx([["ФИО", "Звание"], ["=1+1", "майор"], ["Иванов Иван", "x"]]))
    assert book.rows[1].cells[0] == ""


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b" \r\n ;; \n", "file_empty"),
        (b"x" * (2 * 1024 * 1024 + 1), "file_too_large"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more", "file_broken"),
        (b"%PDF-1.7", "file_type"),
        (b"PK\x03\x04 is no archive", "file_broken"),
        (b"a;b\n" * 6000, "too_many_rows"),
        (b";".join([b"x"] * 61), "too_many_columns"),
    ],
)
def test_unreadable_file_is_refused_with_a_reason(content, code):
    with pytest.raises(Refused) as refusal:
        read_table(content)

    assert refusal.value.code == code


def make_archive(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


def test_zip_bomb_is_refused_before_unpacking():
    bomb = make_archive(xl__workbook=b"<a/>", xl__worksheets__sheet1=b"0" * (50 * 1024 * 1024))

    assert len(bomb) < 100_000
    with pytest.raises(Refused, match="file_too_large"):
        read_table(bomb)


def test_expanding_xml_entities_are_refused():
    entities = b'<!DOCTYPE worksheet [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]>'
    out, source = io.BytesIO(), io.BytesIO(as_xlsx([["ФИО", "Звание"], ["Иванов Иван", "x"]]))
    with zipfile.ZipFile(source) as plain, zipfile.ZipFile(out, "w") as archive:
        for name in plain.namelist():
            part = plain.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b"<worksheet", entities + b"<worksheet", 1)
            archive.writestr(name, part)

    with pytest.raises(Refused, match="file_broken"):
        read_table(out.getvalue())


def test_archive_without_a_workbook_is_refused():
    with pytest.raises(Refused, match="file_type"):
        read_table(make_archive(word__document=b"<a/>"))


def test_invisible_characters_are_stripped_from_names():
    table = read_table("ФИО;Звание\nИва\0нов \u202eИван\u202c;майор\n".encode())

    assert read_people(table, guess(table)).entries[0].name == "Иванов Иван"


def test_overlong_name_is_left_out_and_reported():
    table = read_table(f"ФИО;Звание\n{'Ы' * 300};майор\nИванов Иван;x\n".encode())
    read = read_people(table, guess(table))

    assert [entry.name for entry in read.entries] == ["Иванов Иван"]
    assert [(problem.line, problem.code) for problem in read.problems] == [(2, "name_long")]
    assert [row.line for row in read.left_out] == [2]


def test_unclosed_quote_loses_no_row():
    rows = "".join(f"Иванов Иван {number};майор\n" for number in range(30))
    table = read_table(('ФИО;Звание\n"Ким' + rows).encode())

    assert len(table.rows) == 31


def make_workbook(name, content, part=b""):
    """Make a workbook with one sheet of this XML, whose part is called `name`."""
    out, source = io.BytesIO(), io.BytesIO(as_xlsx([["ФИО", "Звание"]]))
    with zipfile.ZipFile(source) as plain, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for part_name in plain.namelist():
            text = plain.read(part_name).replace(b"worksheets/sheet1.xml", name.encode())
            if part_name.endswith("sheet1.xml"):
                book.writestr(f"xl/{name}", content)
            else:
                book.writestr(part_name, text)
    return out.getvalue()


SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</worksheet>'
)


def hostile_workbooks():
    """Yield small files that would cost their reader much memory."""
    many = b"&b;" * 20_000
    entities = b'<!DOCTYPE worksheet [<!ENTITY b "%s">]>' % (b"ha" * 5_000)
    cell = b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>%s</t></is></c></row></sheetData>'
    yield (
        "entities in a part of another name",
        make_workbook("sheet1.bin", entities + SHEET % (cell % many)),
    )
    last = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    corner = b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>' + last + b"</sheetData>"
    yield "a cell in the last corner", make_workbook("sheet1.xml", SHEET % corner)
    rows = b"<sheetData>" + b'<row r="1"></row>' * 400_000 + b"</sheetData>"
    yield "the same row repeated", make_workbook("sheet1.xml", SHEET % rows)
    long = b'<c t="inlineStr"><is><t>%s</t></is></c>' % (b"x" * 1_000_000)
    texts = b'<sheetData><row r="1">' + long * 30 + b"</row></sheetData>"
    yield "more text than a list of people has", make_workbook("sheet1.xml", SHEET % texts)


HOSTILE = dict(hostile_workbooks())


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_workbook_is_refused_without_costing_server_memory(name):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with pytest.raises(Refused, match="file_(broken|too_large|empty)"):
        read_table(HOSTILE[name])

    assert len(HOSTILE[name]) < 100_000
    # Kilobytes: another process did the expensive reading.
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_repeated_formula_is_reported_once_within_the_read_range():
    formulas = b'<c r="A1"><f>1</f></c>' * 50_000 + b'<c r="XFD1"><f>1</f></c>'
    sheet = b'<sheetData><row r="1">' + formulas + b"</row></sheetData>"

    (read,) = read_sheets(make_workbook("sheet1.xml", SHEET % sheet))

    assert read.uncomputed == [(0, 0)]


@pytest.mark.parametrize(
    ("typed", "calmed"),
    [
        ("СЕРІКОВА Әсел", "Серікова Әсел"),
        ("Олег КИМ", "Олег Ким"),
        ("ЛИ Анна", "Ли Анна"),
        ("ИВАНОВ-ПЕТРОВ Иван", "Иванов-Петров Иван"),
        ("АЛИЕВ Рашид ОГЛЫ", "Алиев Рашид оглы"),
        ("Иванов И.О.", "Иванов И.О."),
        ("Иванов ИО", "Иванов ИО"),
        ("John Smith III", "John Smith III"),
        ("Әсел Серікова", "Әсел Серікова"),
    ],
)
def test_capitalised_words_are_calmed_but_initials_are_kept(typed, calmed):
    assert values.calmed(typed) == calmed
    assert values.is_shouted(typed) is (typed != calmed)


def make_sheet(rows, merged=(), name="Лист1"):
    return Sheet(
        name, False, [list(row) for row in rows], [Range(*corners) for corners in merged], []
    )


@pytest.mark.parametrize("merged", [(9, 0, 0, 0), (3, 0, 1, 0), (0, 9, 2, 9)])
def test_impossible_merged_cells_are_ignored(merged):
    """Planted fault: A10:A1 in a sheet of four rows caused a server error."""
    rows = [("Подразделение", "ФИО"), ("ОВД", "Ким О."), ("", "Ли А."), ("", "Цой В.")]

    assert [row.cells for row in rows_of(make_sheet(rows, [merged]))] == rows


def test_merged_cells_reaching_below_the_last_person_still_apply():
    rows = [("Подразделение", "ФИО"), ("ОВД", "Ким О."), ("", "Ли А.")]

    assert rows_of(make_sheet(rows, [(1, 0, 40, 0)]))[2].cells == ("ОВД", "Ли А.")


def test_overlapping_merged_cells_are_refused_cheaply():
    rows = [("ФИО",), *(("Ким О.",) for _ in range(1000))]

    with pytest.raises(Refused, match="file_broken"):
        rows_of(make_sheet(rows, [(0, 0, 1000, 0)] * 6000))


def test_long_sheet_beside_the_list_does_not_refuse_the_file():
    people = [("ФИО", "Подразделение"), ("Ким Олег", "ОВД"), ("Ли Анна", "ОВД")]
    journal = make_sheet([("строка", "")] * 6000, name="Журнал")

    table = read_table(b"PK\x03\x04", sheets=[journal, make_sheet(people)])

    assert (table.sheet, len(table.rows)) == (1, 3)
    cover = make_sheet([("Список",)], name="Титул")
    with pytest.raises(Refused, match="too_many_rows"):
        read_table(b"PK\x03\x04", sheets=[cover, journal])
    with pytest.raises(Refused, match="too_many_rows"):
        read_table(b"PK\x03\x04", sheet=0, sheets=[journal, make_sheet(people)])


def test_reader_process_gets_no_secrets_from_the_environment(monkeypatch):
    environment = {}

    def run(*_arguments, **options):
        environment.update(options["env"])
        raise subprocess.TimeoutExpired("", 1)

    monkeypatch.setenv("SECRET_KEY", "x")
    monkeypatch.setattr("webinar.room.cohorts.workbooks.subprocess.run", run)
    with pytest.raises(Refused):
        read_sheets(as_xlsx(messy_rows()))

    assert "PATH" in environment and "SECRET_KEY" not in environment


@pytest.mark.parametrize(
    ("rows", "people"),
    [
        # Planted fault: listed people were taken for signatories.
        ([("ФИО", "E-mail"), ("Басшыбаев Нурлан", "b@example.kz")], ["Басшыбаев Нурлан"]),
        ([("Должность", "ФИО"), ("Директор", "Ким Олег")], ["Ким Олег"]),
        ([("ФИО", "E-mail"), ("Ли Анна", "l@example.kz"), ("Исп. Ким О.", "")], ["Ли Анна"]),
        (
            [
                ("Должность", "ФИО", "E-mail"),
                ("Врач", "Ли Анна", "l@example.kz"),
                ("Директор", "Ким Олег", ""),
            ],
            ["Ли Анна"],
        ),
    ],
)
def test_signatories_are_distinguished_from_listed_people(rows, people):
    table = read_table("\n".join(";".join(row) for row in rows).encode())

    assert [entry.name for entry in read_people(table, guess(table)).entries] == people

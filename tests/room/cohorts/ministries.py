"""Make lists of people as offices keep them, each with a different flaw; all names are fictional.

`FILES` maps a name to the file's maker and its people: name, rank, position, unit.
"""

import io
import zipfile
from xml.sax.saxutils import escape

import xlwt
from openpyxl import Workbook

from tests.room.cohorts.making import as_csv, as_xlsx

NORTH, SOUTH = "Северный отдел полиции", "Южный отдел полиции"


def save(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cover_and_merged_units():
    """A cover sheet; units merged downwards; rank and name in one cell."""
    book = Workbook()
    cover = book.active
    cover.title = "Титул"
    for line in ("УТВЕРЖДАЮ", "Список участников обучения", "2026 год", "г. Акжар"):
        cover.append([line])
    sheet = book.create_sheet("Приложение")
    sheet.append(["Список участников", "", "", ""])
    sheet.merge_cells("A1:D1")
    sheet.append(["№", "Наименование подразделения", "Звание, Ф.И.О.", "Сот. тел."])
    people = [
        (NORTH, "капитан полиции Ким Алексей"),
        ("", "майор Ахметова Әлия"),
        ("", "старший лейтенант полиции Ли Виктор"),
        (SOUTH, "сержант Серіков Ерлан"),
        ("", "подполковник полиции Омаров Данияр"),
    ]
    for number, (unit, name) in enumerate(people, 1):
        sheet.append([number, unit, name, 77010000000 + number])
    sheet.merge_cells("B3:B5")
    sheet.merge_cells("B6:B7")
    return save(book)


def titles_of_parts():
    """Each unit is a line over all columns, above its people."""
    book = Workbook()
    sheet = book.active
    sheet.append(["ФИО сотрудника", "Должность", "Специальное звание", "Эл. почта"])
    for unit, people in ((NORTH, ["Ким Алексей", "Ли Виктор"]), (SOUTH, ["Омаров Данияр"])):
        sheet.append([unit])
        sheet.merge_cells(
            start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=4
        )
        for name in people:
            sheet.append([name, "участковый инспектор", "капитан", ""])
    sheet.append(["Всего: 3", "", "", ""])
    return save(book)


def old_workbook():
    """An XLS with Kazakh headers."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Тізім")
    rows = [
        ["р/с", "Т.А.Ә.", "Атағы", "Лауазымы", "Бөлімшесі", "Ұялы тел."],
        [1, "Серікова Әсел Болатқызы", "майор", "аға инспектор", "Солтүстік ПБ", 87015550101],
        [2, "Нұрланов Қайрат", "капитан", "инспектор", "Оңтүстік ПБ", 87015550102],
    ]
    for line, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(line, column, value)
    return save(book)


def open_document():
    """An ODS that names each unit only beside its first person."""
    rows = [
        ["ФИО слушателя", "Отдел", "Звание"],
        ["Ким Алексей", NORTH, "капитан"],
        ["Ли Виктор", "", "майор"],
        ["Ахметова Әлия", "", "сержант"],
        ["Омаров Данияр", SOUTH, "капитан"],
        ["Серіков Ерлан", "", "майор"],
    ]
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p>'
            "</table:table-cell>"
            if cell
            else "<table:table-cell/>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}>'
        f'<office:body><office:spreadsheet><table:table table:name="Лист1">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def gaps_in_a_text_file():
    """The same units, as a spreadsheet exports them to text."""
    rows = [["№ п/п", "Место работы", "Фамилия, имя, отчество (при наличии)", "Примечание"]]
    units = [NORTH, "", "", "", SOUTH, ""]
    names = [
        "Ким Алексей",
        "Ли Виктор",
        "Ахметова Әлия",
        "Цой Марина",
        "Омаров Данияр",
        "Серіков Ерлан",
    ]
    rows += [
        [str(n), unit, name, ""] for n, (unit, name) in enumerate(zip(units, names, strict=True), 1)
    ]
    return as_csv(rows, ";", "kz1048")


def signatures():
    """The people who made, checked and approved the list are named below it."""
    rows = [
        ["Согласовано", "", "", ""],
        ["ФИО участника", "Подразделение", "Звание", "Телефон"],
        ["Ким Алексей", NORTH, "капитан", "87010000001"],
        ["Начальников Пётр", NORTH, "майор", "87010000002"],
        ["Руководитель группы", "", "", "А. Серіков"],
        ["М.П.", "", "", ""],
        ["Исполнитель: Н. Оспанова, тел. 71-55-21", "", "", ""],
        ["Орындаушы: Б. Сәрсен", "", "", ""],
    ]
    return as_xlsx(rows)


def hidden_codes():
    """A hidden sheet of codes comes first, and is longer."""
    book = Workbook()
    codes = book.active
    codes.title = "Справочник"
    codes.sheet_state = "hidden"
    codes.append(["ФИО", "Код"])
    for number in range(30):
        codes.append([f"Код Номер{number}", number])
    sheet = book.create_sheet("Список")
    sheet.append(["Фамилия И.О.", "ИИН", "Подразделение"])
    sheet.append(["Ким А.В.", "900101300123", NORTH])
    sheet.append(["Омаров Д.Е.", "880202300456", SOUTH])
    book.active = 1
    return save(book)


def surnames_alone():
    """Relatives serve in one unit: an equal surname is not the same person."""
    rows = [
        ["Фамилия", "Подразделение"],
        ["Ким", NORTH],
        ["Ким", NORTH],
        ["Ким", SOUTH],
        ["Ли", SOUTH],
    ]
    return as_csv(rows, ",", "utf-8")


def kazakh_parts():
    """Names in three columns with Kazakh headers, a second phone, a national number."""
    rows = [
        ["№", "Тегі", "Аты", "Әкесінің аты", "ЖСН", "Қызмет орны", "Лауазымы", "№ тел"],
        [
            "1",
            "Серікова",
            "Әсел",
            "Болатқызы",
            "900101400123",
            "Солтүстік ПБ",
            "инспектор",
            "8 701 555 01 01",
        ],
        [
            "2",
            "Нұрланов",
            "Қайрат",
            "",
            "880202300456",
            "Оңтүстік ПБ",
            "аға инспектор",
            "+7 701 555 01 02",
        ],
    ]
    return as_xlsx(rows)


def whole_name_in_kazakh():
    """One header for the whole name, listing its parts."""
    rows = [
        ["Тегі, аты, әкесінің аты", "Бөлімше", "Шені"],
        ["Серікова Әсел Болатқызы", "Солтүстік ПБ", "майор"],
        ["Нұрланов Қайрат", "Оңтүстік ПБ", "капитан"],
    ]
    return as_csv(rows, ";", "utf-8-sig")


def english_head_over_two_rows():
    """A two-row header with merged cells; the rank follows the name."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Officer (full name, rank)", "Position", "Duty station", "Contacts", ""])
    sheet.append(["", "", "", "E-mail", "Mobile"])
    for cells in ("A1:A2", "B1:B2", "C1:C2", "D1:E1"):
        sheet.merge_cells(cells)
    sheet.append(
        ["Alex Kim, captain", "Inspector", "North station", "kim@example.org", "+77010000001"]
    )
    sheet.append(["Dana Omar, major", "Chief of section", "South station", "omar@example.org", ""])
    return save(book)


def dari():
    rows = [
        ["شماره", "نام و تخلص", "رتبه", "وظیفه", "اداره"],
        ["۱", "احمد رحیمی", "تورن", "افسر", "قوماندانی شمال"],
        ["۲", "مریم کریمی", "جگرن", "مدیر", "قوماندانی جنوب"],
    ]
    return as_csv(rows, ",", "utf-8")


KIM, LI, AKHMETOVA = "Ким Алексей", "Ли Виктор", "Ахметова Әлия"
OMAR, SERIK = "Омаров Данияр", "Серіков Ерлан"
ASEL, KAIRAT = "Серікова Әсел Болатқызы", "Нұрланов Қайрат"
PRECINCT_INSPECTOR = "участковый инспектор"

FILES = {
    "cover_and_merged_units": (
        cover_and_merged_units,
        [
            (KIM, "капитан полиции", "", NORTH),
            (AKHMETOVA, "майор", "", NORTH),
            (LI, "старший лейтенант полиции", "", NORTH),
            (SERIK, "сержант", "", SOUTH),
            (OMAR, "подполковник полиции", "", SOUTH),
        ],
    ),
    "titles_of_parts": (
        titles_of_parts,
        [
            (KIM, "капитан", PRECINCT_INSPECTOR, NORTH),
            (LI, "капитан", PRECINCT_INSPECTOR, NORTH),
            (OMAR, "капитан", PRECINCT_INSPECTOR, SOUTH),
        ],
    ),
    "old_workbook": (
        old_workbook,
        [
            (ASEL, "майор", "аға инспектор", "Солтүстік ПБ"),
            (KAIRAT, "капитан", "инспектор", "Оңтүстік ПБ"),
        ],
    ),
    "open_document": (
        open_document,
        [
            (KIM, "капитан", "", NORTH),
            (LI, "майор", "", NORTH),
            (AKHMETOVA, "сержант", "", NORTH),
            (OMAR, "капитан", "", SOUTH),
            (SERIK, "майор", "", SOUTH),
        ],
    ),
    "gaps_in_a_text_file": (
        gaps_in_a_text_file,
        [
            *((name, "", "", NORTH) for name in (KIM, LI, AKHMETOVA, "Цой Марина")),
            *((name, "", "", SOUTH) for name in (OMAR, SERIK)),
        ],
    ),
    "signatures": (
        signatures,
        [(KIM, "капитан", "", NORTH), ("Начальников Пётр", "майор", "", NORTH)],
    ),
    "hidden_codes": (hidden_codes, [("Ким А.В.", "", "", NORTH), ("Омаров Д.Е.", "", "", SOUTH)]),
    "surnames_alone": (
        surnames_alone,
        [
            ("Ким", "", "", NORTH),
            ("Ким", "", "", NORTH),
            ("Ким", "", "", SOUTH),
            ("Ли", "", "", SOUTH),
        ],
    ),
    "kazakh_parts": (
        kazakh_parts,
        [
            (ASEL, "", "инспектор", "Солтүстік ПБ"),
            (KAIRAT, "", "аға инспектор", "Оңтүстік ПБ"),
        ],
    ),
    "whole_name_in_kazakh": (
        whole_name_in_kazakh,
        [(ASEL, "майор", "", "Солтүстік ПБ"), (KAIRAT, "капитан", "", "Оңтүстік ПБ")],
    ),
    "english_head_over_two_rows": (
        english_head_over_two_rows,
        [
            ("Alex Kim", "captain", "Inspector", "North station"),
            ("Dana Omar", "major", "Chief of section", "South station"),
        ],
    ),
    "dari": (
        dari,
        [
            ("احمد رحیمی", "تورن", "افسر", "قوماندانی شمال"),
            ("مریم کریمی", "جگرن", "مدیر", "قوماندانی جنوب"),
        ],
    ),
}

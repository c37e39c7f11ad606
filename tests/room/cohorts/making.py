"""Messy roster files of the kind people send."""

import io

import msgspec
from openpyxl import Workbook

from webinar.room.cohorts import actions, preview, queries
from webinar.room.cohorts.mapping import guess
from webinar.room.cohorts.models import Cohort
from webinar.room.cohorts.reading import read_table

GIVEN = "Айгүл Бекзат Қайрат Ұлжан Әлия Өмір Гүлнәр Іңкәр Мұрат Тұрсын".split()
FAMILY = "Ахметова Ғалымов Сәрсенов".split()


def messy_rows(count=30):
    """A title, a two-row header, numbered columns, a total; two people appear twice."""
    rows = [
        ["", "", "Бекітемін", "", "", "", "", ""],
        ["Тыңдаушылар тізімі / Список слушателей", "", "", "", "", "", "", ""],
        [],
        [
            "№ п/п",
            "Ф.И.О.",
            "Звание",
            "Подразделение",
            "Контакты",
            "",
            "Язык обучения",
            "Примечание",
        ],
        ["", "", "", "", "E-mail", "Телефон", "", ""],
        ["1", "2", "3", "4", "5", "6", "7", "8"],
    ]
    for number in range(count):
        name = f"{FAMILY[number // 10]} {GIVEN[number % 10]}"
        rows.append(
            [
                str(number + 1),
                name.upper() if number == 3 else name,
                "майор" if number % 2 else "аға лейтенант",
                f"Алмалы аудандық ПБ;\n{number % 4}-бөлімше",
                f" Officer{number}@Example.KZ",
                f"8 (701) 555-{number:02}-00",
                "рус" if number % 3 else "қазақша",
                "келеді",
            ]
        )
    again = list(rows[10])
    again[5] = ""
    rows.insert(20, again)
    rows.append([*rows[7][:4], "", "", "", ""])
    rows += [[], ["", "Итого: 30", "", "", "", "", "", ""], [], []]
    return rows


def as_csv(rows, separator=";", encoding="kz1048"):
    """As Excel writes it: quotes only where they are needed."""
    lines = []
    for row in rows:
        lines.append(separator.join(_quoted(cell, separator) for cell in row))
    return "\r\n".join(lines).encode(encoding)


def _quoted(cell, separator):
    if any(mark in cell for mark in (separator, '"', "\n")):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def as_xlsx(rows, title="Лист1", before=()):
    book = Workbook()
    book.remove(book.active)
    for name in before:
        book.create_sheet(name)
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def import_file(db, user, cohort, content, name="list.csv", **choices):
    """Keep, preview and import a file, as the pages do."""
    table = read_table(content)
    first = msgspec.structs.replace(guess(table), **choices)
    draft = db.write(lambda s: actions.keep_draft(s, user, cohort, name, content, first))
    with db.read() as s:
        result = preview.preview(table, first, queries.known_people(s, cohort))
    return db.write(
        lambda s: actions.import_roster(
            s, user, cohort.id, draft.id, result.read, first.takes_off, result.seen
        )
    )


def roster(db, cohort):
    """The number and values of everybody on the roster now."""
    with db.read() as s:
        found = s.get(Cohort, cohort.id)
        return [
            (person.number, queries.values_of(person)) for person in queries.people_of(s, found)
        ]

"""Make messy roster files of the kind that organisers upload."""

import io

import msgspec
from openpyxl import Workbook

from webinar.room.cohorts import actions, preview, queries
from webinar.room.cohorts.mapping import guess
from webinar.room.cohorts.models import Cohort
from webinar.room.cohorts.reading import read_table

GIVEN_NAMES = "Айгүл Бекзат Қайрат Ұлжан Әлия Өмір Гүлнәр Іңкәр Мұрат Тұрсын".split()
FAMILY_NAMES = "Ахметова Ғалымов Сәрсенов".split()


def messy_rows(count=30):
    """Make a title, a two-row header, numbered columns and a total; two people appear twice."""
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
        name = f"{FAMILY_NAMES[number // 10]} {GIVEN_NAMES[number % 10]}"
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
    duplicate = list(rows[10])
    duplicate[5] = ""
    rows.insert(20, duplicate)
    rows.append([*rows[7][:4], "", "", "", ""])
    rows += [[], ["", "Итого: 30", "", "", "", "", "", ""], [], []]
    return rows


def as_csv(rows, separator=";", encoding="kz1048"):
    """Encode rows as Excel does, with quotes only where they are needed."""
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
    """Return the number and the values of each person on the roster."""
    with db.read() as s:
        stored_cohort = s.get(Cohort, cohort.id)
        return [
            (person.number, queries.values_of(person))
            for person in queries.people_of(s, stored_cohort)
        ]

"""Office lists are read without any help from the user, and nothing is lost silently."""

import pytest

from tests.room.cohorts.making import as_csv, as_xlsx
from tests.room.cohorts.ministries import FILES, NORTH
from webinar.room.cohorts.mapping import guess, read_people
from webinar.room.cohorts.reading import read_table


def read(content):
    table = read_table(content)
    return read_people(table, guess(table))


@pytest.mark.parametrize("name", FILES)
def test_people_are_read_with_rank_position_and_unit(name):
    make, people = FILES[name]

    result = read(make())

    assert [
        (entry.name, entry.rank, entry.position, entry.unit) for entry in result.entries
    ] == people


@pytest.mark.parametrize(
    ("head", "cell", "rank", "position"),
    [
        (
            "Атағы, лауазымы",
            "аға лейтенант, учаскелік инспектор",
            "аға лейтенант",
            "учаскелік инспектор",
        ),
        ("Звание, должность", "капитан полиции, следователь", "капитан полиции", "следователь"),
        (
            "Должность, звание",
            "старший инспектор, майор полиции",
            "майор полиции",
            "старший инспектор",
        ),
        ("Должность и звание", "капитан", "капитан", ""),
        ("Должность, звание", "старший инспектор", "", "старший инспектор"),
        ("Должность", "капитан порта", "", "капитан порта"),
    ],
)
def test_rank_and_position_in_one_cell_are_separated(head, cell, rank, position):
    result = read(as_csv([["ФИО", head, "Отдел"], ["Ким Алексей", cell, NORTH]]))

    assert [(entry.rank, entry.position) for entry in result.entries] == [(rank, position)]


@pytest.mark.parametrize(
    "ditto", ["-//-", "—//—", '- " -', "//", '"', "〃", "то же", "тот же", "сол"]
)
def test_ditto_mark_repeats_the_cell_above(ditto):
    rows = [
        ["ФИО", "Отдел", "Звание"],
        ["Ким Алексей", NORTH, "майор"],
        ["Ли Виктор", ditto, ditto],
    ]

    result = read(as_xlsx(rows))

    assert [(entry.unit, entry.rank) for entry in result.entries] == [(NORTH, "майор")] * 2


def test_footer_lines_are_reported_as_left_out():
    result = read(FILES["signatures"][0]())

    assert [(problem.line, problem.code) for problem in result.problems if problem.is_left_out] == [
        (line, "footer") for line in (5, 6, 7, 8)
    ]


def test_section_titles_are_reported():
    result = read(FILES["titles_of_parts"][0]())

    assert [problem.line for problem in result.problems if problem.code == "section"] == [2, 5]


def test_formula_without_a_value_is_reported_and_makes_no_person():
    rows = [["ФИО", "Подразделение"], ['="Ким"&" Алексей"', "Север"], ["Ли Виктор", "=A1"]]

    result = read(as_xlsx(rows))

    assert [entry.name for entry in result.entries] == ["Ли Виктор"]
    assert [(problem.line, problem.code, problem.is_left_out) for problem in result.problems] == [
        (2, "formula_empty", True),
        (3, "formula_empty", False),
    ]


def test_columns_without_headers_are_marked_as_guessed():
    table = read_table(as_csv([["Ким Алексей", "капитан"], ["Ли Виктор", "майор"]]))

    assert guess(table).is_guessed
    assert not guess(read_table(as_csv([["ФИО", "Звание"], ["Ким Алексей", "x"]]))).is_guessed


def test_unit_gaps_are_filled_only_if_they_look_like_groups():
    table = read_table(FILES["gaps_in_a_text_file"][0]())
    choices = guess(table)

    assert choices.repeats_units
    assert not guess(
        read_table(as_csv([["ФИО", "Отдел"], ["Ким А", "Север"], ["Ли В", ""]]))
    ).repeats_units

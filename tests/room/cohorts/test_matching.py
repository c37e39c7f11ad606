"""Whom of a roster a guest may be."""

from webinar.room.cohorts.matching import suggestions

NAMES = ["Әбдірахман Нұрлан Қуатұлы", "Шәріпова Сәуле Нұрланқызы", "Ким Олег Викторович"]


def test_a_kazakh_name_that_was_typed_on_a_russian_keyboard_is_found():
    found = suggestions(["Нурлан Абдирахман", "Шарипова С.", "Visitor"], NAMES)

    assert found == [[(0, False)], [(1, False)], []]


def test_letters_that_differ_are_not_the_same_name():
    assert suggestions(["Шарипова Сауле"], ["Шәріпова Сәуле", "Шарипова Сауле"]) == [
        [(1, True), (0, False)]
    ]

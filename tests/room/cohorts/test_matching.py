"""The server suggests the people on a roster that a guest may be."""

from webinar.room.cohorts.matching import suggestions

NAMES = ["Әбдірахман Нұрлан Қуатұлы", "Шәріпова Сәуле Нұрланқызы", "Ким Олег Викторович"]


def test_kazakh_name_typed_on_a_russian_keyboard_is_found():
    suggested = suggestions(["Нурлан Абдирахман", "Шарипова С.", "Visitor"], NAMES)

    assert suggested == [[(0, False)], [(1, False)], []]


def test_exact_spelling_ranks_before_similar_letters():
    assert suggestions(["Шарипова Сауле"], ["Шәріпова Сәуле", "Шарипова Сауле"]) == [
        [(1, True), (0, False)]
    ]

"""Lists of names are sorted in the order that readers expect."""

import pytest

from webinar.kit.text import in_order


@pytest.mark.parametrize(
    "names",
    [
        ["Аскар", "Ахметова", "Әбдірахманов", "Бек", "Гость", "Ғалым", "Ким", "Қонақ", "Ли"],
        ["Назар", "Ңұр", "Олег", "Өмір", "Ули", "Ұлан", "Үміт", "Фарид", "Хан", "Һаким", "Цой"],
        ["ёлкин", "Ельцин", "Ёркин", "Жан", "Ыбырай", "Іңкәр", "Эль"],
        ["آرش", "احمد", "بهرام", "پرویز", "تیمور", "جمال", "چمن", "زهرا", "ژاله", "قاسم", "کریم"],
        ["کریم", "گل", "لیلا", "نادر", "وحید", "هما", "یوسف"],
        ["Ada", "bek", "Cai"],
    ],
)
def test_names_sort_in_alphabet_order(names):
    assert sorted(reversed(names), key=in_order) == names

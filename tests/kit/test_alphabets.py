"""Words in the order of their alphabet, and words compared as people type them."""

import json
import subprocess

import pytest

from tools.stamps import ROOT
from webinar.kit.alphabets import ALPHABETS, first_letter, folded, sort_key


def in_order(language, *words):
    return sorted(words, key=lambda word: sort_key(word, language))


def test_russian_words_with_two_dots_stand_among_those_without():
    assert in_order("ru", "жизнь", "ёлка", "ель", "еда") == ["еда", "ёлка", "ель", "жизнь"]


def test_kazakh_letters_stand_in_their_places_and_not_behind_the_russian_ones():
    words = ["адам", "әдеп", "бала", "ғылым", "дене", "кеңес", "қауіп", "оқу", "өмір", "тәуекел"]
    words += ["ұрпақ", "үлгі", "һас", "ығысу", "іс", "яғни"]

    assert in_order("kk", *reversed(words)) == words


def test_dari_letters_stand_in_their_places():
    words = ["آب", "ابر", "پدر", "چای", "ژاله", "کتاب", "گل", "یاد"]

    assert in_order("prs", *reversed(words)) == words


def test_a_short_word_stands_before_longer_ones_and_marks_do_not_count():
    assert in_order("en", "risk-taking", "risky", "risk", "“risk” factor") == [
        "risk",
        "“risk” factor",
        "risk-taking",
        "risky",
    ]


def test_what_is_not_translated_stands_behind_the_alphabet():
    assert in_order("ru", "prevention", "яма", "атака") == ["атака", "яма", "prevention"]


@pytest.mark.parametrize(
    ("text", "language", "letter"),
    [
        ("ёлка", "ru", "Е"),
        ("ёлка", "kk", "Ё"),
        ("ғылым", "kk", "Ғ"),
        ("«аналог»", "ru", "А"),
        ("prevention", "ru", "P"),
        ("12 steps", "en", ""),
        ("", "en", ""),
    ],
)
def test_a_term_stands_under_its_letter(text, language, letter):
    assert first_letter(text, language) == letter


def test_no_letter_is_twice_in_an_alphabet():
    for letters in ALPHABETS.values():
        assert len("".join(letters)) == len(set("".join(letters)))


ALIKE = [
    ("ПРОФИЛАКТИКА", "профилактика"),
    ("Ещё", "еще"),
    ("ҚАУІП", "қауіп"),
    ("тәуекел", "тауекел"),
    ("Өмір", "омир"),
    ("علي", "علی"),
    ("مُعتاد", "معتاد"),
    ("  two   words ", "two words"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_what_is_typed_for_each_other_is_alike(one, other):
    assert folded(one) == folded(other)


def test_letters_that_are_not_typed_for_each_other_stay_apart():
    assert folded("йод") != folded("иод")


def test_the_script_compares_as_the_server_does():
    words = [word for pair in ALIKE for word in pair] + list(
        "".join("".join(letters) for letters in ALPHABETS.values())
    )
    script = (
        'import { folded } from "./static/js/content/glossary/fold.ts";'
        f"console.log(JSON.stringify({json.dumps(words)}.map(folded)));"
    )

    said = subprocess.run(
        ["node", "--import", "./tools/typescript.mjs", "--input-type=module", "-e", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(said.stdout) == [folded(word) for word in words]

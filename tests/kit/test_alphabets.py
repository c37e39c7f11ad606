"""Words sort by their alphabet, and spellings that people interchange are equal."""

import json
import subprocess

import pytest

from tools.stamps import ROOT
from webinar.kit.alphabets import ALPHABETS, first_letter, folded, sort_key


def sort_words(language, *words):
    return sorted(words, key=lambda word: sort_key(word, language))


def test_russian_yo_sorts_with_ye():
    assert sort_words("ru", "жизнь", "ёлка", "ель", "еда") == ["еда", "ёлка", "ель", "жизнь"]


def test_kazakh_letters_sort_at_their_own_places_in_the_alphabet():
    words = ["адам", "әдеп", "бала", "ғылым", "дене", "кеңес", "қауіп", "оқу", "өмір", "тәуекел"]
    words += ["ұрпақ", "үлгі", "һас", "ығысу", "іс", "яғни"]

    assert sort_words("kk", *reversed(words)) == words


def test_dari_letters_sort_in_alphabet_order():
    words = ["آب", "ابر", "پدر", "چای", "ژاله", "کتاب", "گل", "یاد"]

    assert sort_words("prs", *reversed(words)) == words


def test_short_word_sorts_first_and_punctuation_is_ignored():
    assert sort_words("en", "risk-taking", "risky", "risk", "“risk” factor") == [
        "risk",
        "“risk” factor",
        "risk-taking",
        "risky",
    ]


def test_untranslated_words_sort_after_the_alphabet():
    assert sort_words("ru", "prevention", "яма", "атака") == ["атака", "яма", "prevention"]


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
def test_term_is_listed_under_its_first_letter(text, language, letter):
    assert first_letter(text, language) == letter


def test_alphabet_lists_each_letter_once():
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


@pytest.mark.parametrize(("spelling", "other"), ALIKE)
def test_interchangeable_spellings_fold_to_the_same_text(spelling, other):
    assert folded(spelling) == folded(other)


def test_distinct_letters_stay_distinct_when_folded():
    assert folded("йод") != folded("иод")


def test_script_folds_words_exactly_as_the_server_does():
    words = [word for pair in ALIKE for word in pair] + list(
        "".join("".join(letters) for letters in ALPHABETS.values())
    )
    script = (
        'import { folded } from "./static/js/content/glossary/fold.ts";'
        f"console.log(JSON.stringify({json.dumps(words)}.map(folded)));"
    )

    process = subprocess.run(
        ["node", "--import", "./tools/typescript.mjs", "--input-type=module", "-e", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(process.stdout) == [folded(word) for word in words]

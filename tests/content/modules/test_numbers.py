"""Numbers in the shipped modules: equal in all languages, and true to the studies."""

from collections import Counter

import pytest

from .numbers import numbers_in, slips, without_years
from .shipped import LANGUAGES, by_place, pieces
from .studies import STUDIES, TEN_DOLLARS, claims

SAID_IN_ONE_WORD = "an age or a school year that this language says in one word"
WRITTEN_WITH_A_POINT = "target 3.5 of the United Nations is written with a point in every language"
# Places where the languages differ for a good reason.
EXCEPTIONS = {
    ("developmental-model #brain body", "ru"): "about 25 for the mid-twenties",
    ("developmental-model #brain body", "kk"): "about 25 for the mid-twenties",
    ("developmental-model #protective notes", "kk"): "repeats the 16 of the slide as a figure",
    ("knowledge-test #pt-2 title", "ru"): SAID_IN_ONE_WORD,
    ("knowledge-test #pt-2 option less-use", "kk"): "repeats the grade of the question",
    ("knowledge-test #pt-3 option all-classes", "ru"): SAID_IN_ONE_WORD,
    ("prevention-science #sorting option grade-six", "ru"): SAID_IN_ONE_WORD,
    ("prevention-science #parents-against hand-out", "ru"): SAID_IN_ONE_WORD,
    ("role-of-law-enforcement #framework body", "ru"): WRITTEN_WITH_A_POINT,
    ("role-of-law-enforcement #framework body", "kk"): WRITTEN_WITH_A_POINT,
    ("role-of-law-enforcement #framework notes", "ru"): WRITTEN_WITH_A_POINT,
    ("role-of-law-enforcement #framework notes", "kk"): WRITTEN_WITH_A_POINT,
}


@pytest.mark.parametrize(
    ("text", "language", "numbers"),
    [
        ("d = 0.023, 95% CI −0.04 to 0.08", "en", ["0.023", "95", "-0.04", "0.08"]),
        ("d = 0,023; 95 % ДИ от −0,04 до 0,08", "ru", ["0.023", "95", "-0.04", "0.08"]),
        ("65, 78 and 1,000 or 1,000,000", "en", ["65", "78", "1000", "1000000"]),
        ("65, 78 и 1\u00a0000 или 1\u202f000\u00a0000", "ru", ["65", "78", "1000", "1000000"]),
        ("6–10, grade-6, 11-нен, D.A.R.E., No. 14.", "kk", ["6", "10", "6", "11", "14"]),
        ("in 2013 and 2018", "en", ["2013", "2018"]),
        ("no number", "en", []),
    ],
)
def test_numbers_are_found(text, language, numbers):
    assert numbers_in(text, language) == numbers


def test_years_do_not_count_as_findings():
    assert without_years(["1994", "2023", "1.7", "1800", "584"]) == ["1.7", "1800", "584"]


@pytest.mark.parametrize(
    ("text", "language", "wrong"),
    [
        ("33.8% and 1,000", "en", []),
        ("33,8%", "en", ["3,8"]),
        ("33.8 %", "en", ["8 %"]),
        ("33,8\u00a0% и 5\u00a0000", "ru", []),
        ("33.8\u00a0%", "ru", ["33.8"]),
        ("33,8%", "ru", ["8%"]),
        ("33,8 %", "kk", ["8 %"]),
        ("5 000", "kk", ["5 000"]),
    ],
)
def test_numbers_in_another_languages_notation_are_found(text, language, wrong):
    assert slips(text, language) == wrong


def test_numbers_use_the_notation_of_their_language():
    wrong = [
        f"{piece.place} {piece.language}: {wrong}"
        for piece in pieces()
        if (wrong := slips(piece.text, piece.language))
        and EXCEPTIONS.get((piece.place, piece.language)) != WRITTEN_WITH_A_POINT
    ]

    assert wrong == []


def test_every_text_has_the_same_numbers_in_all_languages():
    different = []
    for place, texts in by_place().items():
        numbers = {
            language: Counter(numbers_in(piece.text, language)) for language, piece in texts.items()
        }
        english = numbers["en"]
        for language in LANGUAGES[1:]:
            if numbers.get(language) != english and (place, language) not in EXCEPTIONS:
                missing = sorted((english - numbers[language]).elements())
                added = sorted((numbers[language] - english).elements())
                different.append(f"{place} {language}: lacks {missing}, has {added}")

    assert different == []


def test_every_exception_is_still_needed():
    texts = by_place()
    for (place, language), reason in EXCEPTIONS.items():
        translation, english = texts[place][language], texts[place]["en"]
        assert reason
        assert sorted(numbers_in(translation.text, language)) != sorted(
            numbers_in(english.text, "en")
        )


@pytest.mark.parametrize("name", STUDIES)
def test_sentences_about_a_study_have_its_numbers_and_no_others(name):
    study = STUDIES[name]
    allowed = [sorted(numbers) for numbers in ((), study.figures, *study.also)]

    wrong = [
        f"{place} {language}: {numbers} in “{text}”"
        for place, language, text, numbers in claims(study, pieces())
        if numbers not in allowed
    ]

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STUDIES)
def test_each_study_is_printed_in_the_expected_places(name, language):
    study = STUDIES[name]

    printed = {
        place
        for place, piece_language, _, numbers in claims(study, pieces())
        if piece_language == language and numbers == sorted(study.figures)
    }

    assert printed == study.printed


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dollar_estimate_of_2013_is_only_in_its_notes(language):
    places_found = [
        piece.place
        for piece in pieces()
        if piece.language == language and TEN_DOLLARS[language] in piece.text
    ]

    assert places_found == ["prevention-science #limits notes"]

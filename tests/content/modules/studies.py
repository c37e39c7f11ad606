"""The twelve studies whose figures the modules may print, and patterns that find each study."""

import re
from typing import NamedTuple

from .numbers import numbers_in, without_years


class Study(NamedTuple):
    """`figures` are its numbers; `also` are other sets of numbers that a sentence may contain.

    `spoken_of` has a pattern for each language; `printed` are the places with all the figures.
    """

    figures: tuple
    spoken_of: dict
    printed: set
    also: tuple = ()


def everywhere(pattern):
    return dict.fromkeys(("en", "ru", "kk"), pattern)


STUDIES = {
    "D.A.R.E., 2004": Study(
        ("0.023", "95", "-0.04", "0.08"),
        everywhere(r"D\.A\.R\.E|West & O"),
        {
            "prevention-science #myths body",
            "policing-science #no-benefit body",
            "knowledge-test #pt-6 why",
        },
    ),
    "police in school prevention, 2021": Study(
        ("17", "11", "4", "1", "1"),
        {"en": r"\d papers\b", "ru": r"\d работ,", "kk": r"\d еңбек"},
        {"prevention-science #limits notes", "role-of-law-enforcement #guidance-path body"},
        also=(("17",),),
    ),
    "Scared Straight, 2013": Study(
        ("1.7",),
        {
            "en": r"Scared Straight|odds of later offending",
            "ru": r"Scared Straight|шансы \w+ правонарушений",
            "kk": r"Scared Straight|құқық бұзу шансы",
        },
        {"policing-science #no-benefit body", "knowledge-test #pt-7 why"},
    ),
    "diversion, 2018": Study(
        ("44", "50"),
        {
            "en": r"\breoffend\b",
            "ru": r"нарушат снова|снова нарушают|[Пп]овторно нарушают|нарушили бы",
            "kk": r"қайта (?:құқық )?бұз",
        },
        {"policing-science #of-hundred why", "role-of-law-enforcement #first-contact body"},
        also=(("100", "50"), ("44", "50", "100")),
    ),
    "problem-oriented policing, 2020": Study(
        ("34", "33.8"),
        {
            "en": r"[Pp]roblem-oriented policing|studies on problem solving|average over",
            "ru": r"[Пп]роблемно-ориентированн|исследовани\w+ о решении проблем|среднее по",
            "kk": r"[Пп]роблемаға бағдарланған|[Мм]әселені шешу туралы|зерттеудің орташасы",
        },
        {"policing-science #sara body"},
        also=(("34", "28"),),
    ),
    "hot spots, 2019": Study(
        ("65", "78"),
        {
            "en": r"benefits spread",
            "ru": r"польза чаще распростран|чаще распространялась польза",
            "kk": r"пайда\w* айналаға тара",
        },
        {"policing-science #nearby why"},
    ),
    "LEAD Seattle, 2017": Study(
        ("58", "318"), everywhere(r"\bLEAD\b"), {"policing-science #hand-over body"}
    ),
    "school programmes, 2000": Study(
        ("207",),
        {
            "en": r"Tobler|\d school programmes",
            "ru": r"Tobler|\d школьных программ",
            "kk": r"Tobler|\d мектеп бағдарлама",
        },
        {"prevention-science #myths body"},
    ),
    "documents of 2013": Study(
        ("584",),
        {"en": r"\d documents", "ru": r"\d документ", "kk": r"\d құжат"},
        {"prevention-science #standards body", "prevention-science #standards notes"},
    ),
    # No module prints these yet; a text that mentions such a study must use its numbers.
    "a dollar in prevention, 2013": Study(
        ("10",), {"en": r"\d dollars", "ru": r"\d доллар", "kk": r"\d доллар"}, set()
    ),
    "the world in 2023": Study(
        ("316", "6"),
        {"en": r"million people", "ru": r"\d\W*(?:млн|миллион)", "kk": r"\d\W*(?:млн|миллион)"},
        set(),
        also=(("316",), ("316", "15", "64"), ("316", "15", "64", "6")),
    ),
    "families in Kazakhstan": Study(
        ("10", "14", "1000"),
        everywhere(r"\bSFP\b|Strengthening Families"),
        {"closing #board notes"},
        # The programme's name contains the age of the children.
        also=(("10", "14"),),
    ),
}
# The estimate of 2013 is written in words and cites its two sources.
TEN_DOLLARS = {
    "en": "at least ten dollars",
    "ru": "не менее десяти долларов",
    "kk": "кемінде он доллар",
}


def claims(study, pieces):
    """Each place, language and sentence about the study, with its numbers except years."""
    for piece in pieces:
        if piece.section.startswith("option"):
            continue
        for text in piece.sentences:
            if re.search(study.spoken_of[piece.language], text):
                numbers = without_years(numbers_in(text, piece.language))
                yield piece.place, piece.language, text, sorted(numbers)

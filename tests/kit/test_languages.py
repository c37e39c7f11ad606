"""Every place that docs/translating.md names lists each language."""

import re

import pytest

from config import ROOT
from tools.pictures.camera import LOCALES
from webinar.content.importing import wordings, writing
from webinar.content.lessons.check_unwritten import MOULDS, REMINDERS
from webinar.kit.alphabets import ALPHABETS
from webinar.kit.languages import LANGUAGES
from webinar.operate.rehearsal import people, sayings
from webinar.room.cohorts.values import language_of

ALL_LANGUAGES = set(LANGUAGES)


def test_language_field_script_offers_each_language():
    script = (ROOT / "static/js/kit/language_field.ts").read_text("utf-8")

    assert (
        set(re.findall(r'"(\w+)"', re.search(r"LANGUAGES = \[(.*?)\]", script)[1])) == ALL_LANGUAGES
    )


@pytest.mark.parametrize(
    "place",
    [
        wordings.TRUE_FALSE,
        wordings.ACCEPTED,
        wordings.UNTITLED,
        writing._TO_WRITE,
        REMINDERS,
        people.NAMES,
        sayings.REASONS,
        LOCALES,
        {file.stem: file for file in MOULDS.glob("*.md")},
        # Latin letters sort by their character codes.
        {"en": "", **ALPHABETS},
    ],
)
def test_each_place_lists_each_language(place):
    assert set(place) == ALL_LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_roster_accepts_a_language_by_its_native_name(language):
    assert language_of(LANGUAGES[language].name) == language

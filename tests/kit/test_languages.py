"""The places that must know each language, as docs/translating.md lists them."""

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

EVERY = set(LANGUAGES)


def test_a_browser_s_script_offers_each_language():
    script = (ROOT / "static/js/kit/language_field.ts").read_text("utf-8")

    assert set(re.findall(r'"(\w+)"', re.search(r"LANGUAGES = \[(.*?)\]", script)[1])) == EVERY


@pytest.mark.parametrize(
    "known",
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
        # Latin letters stand in the order of their codes.
        {"en": "", **ALPHABETS},
    ],
)
def test_each_place_knows_each_language(known):
    assert set(known) == EVERY


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_roster_may_name_a_language_by_its_own_name(language):
    assert language_of(LANGUAGES[language].name) == language

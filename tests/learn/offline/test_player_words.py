"""The interface words packed with a course, since nothing can be fetched without a network."""

import re

from config import ROOT
from webinar.content.handouts.wording import speaking
from webinar.learn.offline.words import player_words

FORM_SCRIPTS = ["static/js/live/polls/asking.ts", *ROOT.glob("static/js/live/polls/kinds/*.ts")]


def texts_in_forms(pattern):
    texts = [(ROOT / file).read_text("utf-8") for file in FORM_SCRIPTS]
    return {match for text in texts for match in re.findall(pattern, text)}


def test_each_language_of_a_player_is_named_in_itself():
    with speaking("ru"):
        names = player_words("kept.js")["languages"]

    assert names == {"en": "English", "ru": "Русский", "kk": "Қазақша", "prs": "دری"}


def test_a_downloaded_course_can_word_every_refusal():
    codes = texts_in_forms(r'"(no_[a-z]+|[a-z]+_twice|too_many_[a-z]+)"')

    with speaking("ru"):
        refusals = player_words("kept.js")["refusals"]

    assert {"no_number", "matched_twice"} <= codes
    assert codes - refusals.keys() == set()

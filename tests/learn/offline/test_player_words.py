"""The interface words packed with a course, since nothing can be fetched without a network."""

import re

from config import ROOT
from webinar.content.handouts.wording import speaking
from webinar.learn.offline.words import player_words

# A course never uses these: nobody else is present, and there is no second round.
OF_SESSIONS = {
    "poll.replies",
    "poll.second_round",
    "poll.text_shown",
    "poll.text_waits",
}
# The player has its own words in their place: see static/js/learn/player/words.ts.
INSTEAD = {"poll.quiz", "poll.text_hint"}
FORMS = ["static/js/live/polls/asking.ts", *ROOT.glob("static/js/live/polls/forms/*.ts")]


def said(pattern):
    texts = [(ROOT / file).read_text("utf-8") for file in FORMS]
    return {found for text in texts for found in re.findall(pattern, text)}


def test_a_downloaded_course_has_the_words_of_every_form():
    keys = said(r'"(poll\.[a-z_]+)"')

    with speaking("ru"):
        words = player_words()

    assert {"poll.rank", "poll.match", "poll.letters_left"} <= keys
    assert keys - words.keys() == OF_SESSIONS | INSTEAD


def test_a_downloaded_course_can_word_every_refusal():
    codes = said(r'"(no_[a-z]+|[a-z]+_twice|too_many_[a-z]+)"')

    with speaking("ru"):
        refusals = player_words()["refusals"]

    assert {"no_number", "matched_twice"} <= codes
    assert codes - refusals.keys() == set()

"""The same meaning has the same words for participants, for hosts and in the record."""

import pytest
from flask_babel import force_locale
from flask_babel import gettext as _

from tools.stamps import ROOT
from webinar.kit.languages import LANGUAGES
from webinar.live.steps import record_words

# Every sentence about consent and every answer "must ask a superior" contains one of these.
CONSENT = {
    "en": "somebody agrees and nobody disagrees",
    "ru": "кто-то за и никто не против",
    "kk": "келісетіндер болып, ешкім қарсы болмаса",
    "prs": "کسی موافق و هیچ‌کس مخالف نباشد",
}
SUPERIOR = {"en": "superior", "ru": "спросить начальника", "kk": "басшы", "prs": "آمر"}
NOT_THE_SUPERIOR = ("руковод", "басшылық")


@pytest.fixture(params=LANGUAGES)
def language(app, request):
    with app.test_request_context(), force_locale(LANGUAGES[request.param].locale):
        yield request.param


def test_consent_is_one_sentence_everywhere(language):
    texts = (
        _("Agreed if somebody agrees and nobody disagrees."),
        _("if somebody agrees and nobody disagrees (consent)"),
        _("Agreed if somebody agrees and nobody disagrees: {agreed} for, {against} against."),
        record_words.rules()["consent"],
    )

    for sentence in texts:
        assert CONSENT[language] in sentence.lower()


def test_superior_to_be_asked_is_the_same_word_everywhere(language):
    texts = (
        _("Must ask a superior"),
        record_words.answers()["must_ask"],
        record_words.reason_headings()["must_ask"],
    )

    for sentence in texts:
        assert SUPERIOR[language] in sentence.lower()
        assert not any(other in sentence.lower() for other in NOT_THE_SUPERIOR)


def test_answer_about_a_superior_is_one_label_in_the_room_and_in_the_record(language):
    assert record_words.reason_headings()["must_ask"] == _("Must ask a superior")
    assert "I must ask" not in (ROOT / "static/js/live/steps/names.ts").read_text()

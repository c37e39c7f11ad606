"""The server sends scripts their texts, translated, under the keys that the build gave them."""

import json

import pytest

from webinar.kit.web.script_texts import script_texts

BUNDLES = {
    "one.js": {
        "vot": {"texts": ["Vote"]},
        "ans": {"texts": ["{n} answer", "{n} answers"]},
        "put": {"texts": ["Put to everyone"], "context": "state of a step"},
    },
    "two.js": {"bck": {"texts": ["Back"]}},
}


@pytest.fixture
def texts_of(app, tmp_path):
    (tmp_path / "texts.json").write_text(json.dumps(BUNDLES))
    app.config["ASSETS"] = tmp_path

    def texts(language, *bundles):
        with app.test_request_context(headers={"Cookie": f"language={language}"}):
            return script_texts(*bundles)

    return texts


def test_texts_are_in_the_language_of_the_request(texts_of):
    assert texts_of("en", "one.js")["vot"] == "Vote"
    assert texts_of("ru", "one.js")["vot"] == "Голосовать"
    assert texts_of("kk", "one.js")["vot"] == "Дауыс беру"


def test_plural_has_every_form_of_the_language_and_the_browsers_fallback(texts_of):
    forms = {"one": "{n} ответ", "few": "{n} ответа", "many": "{n} ответов"}

    assert texts_of("ru", "one.js")["ans"] == {**forms, "other": "{n} ответов"}


def test_context_chooses_between_meanings(texts_of, app):
    with app.test_request_context(headers={"Cookie": "language=ru"}):
        from flask_babel import pgettext

        assert texts_of("ru", "one.js")["put"] == pgettext("state of a step", "Put to everyone")


def test_page_with_two_bundles_gets_the_texts_of_both(texts_of):
    assert texts_of("en", "one.js", "two.js").keys() == {"vot", "ans", "put", "bck"}


def test_newer_build_is_read_without_a_restart(texts_of, tmp_path):
    texts_of("en", "one.js")
    file = tmp_path / "texts.json"
    file.write_text(json.dumps({"one.js": {"vot": {"texts": ["Close"]}}}))

    assert texts_of("en", "one.js") == {"vot": "Close"}

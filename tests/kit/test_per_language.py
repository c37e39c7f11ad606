"""A table of words is built once per language and shared by every request."""

import pytest
from flask_babel import force_locale
from flask_babel import gettext as _

from webinar.kit.per_language import per_language

pytestmark = pytest.mark.same_statements


@pytest.fixture
def built():
    return []


@pytest.fixture
def table(built):
    @per_language
    def words():
        built.append(_("Poll"))
        return {"poll": _("Poll")}

    return words


def word_in(app, table, language):
    with app.test_request_context(headers={"Cookie": f"language={language}"}):
        return table()["poll"]


def test_page_gets_words_in_its_own_language(app, table):
    words = [word_in(app, table, language) for language in ("ru", "en", "prs", "ru")]

    assert words == ["Опрос", "Poll", "نظرسنجی", "Опрос"]


def test_table_is_built_once_per_language(app, table, built):
    for language in ("en", "ru", "en", "ru"):
        word_in(app, table, language)

    assert built == ["Poll", "Опрос"]


def test_document_in_another_language_gets_its_own_words(app, table):
    with app.test_request_context():
        before = table()["poll"]
        with force_locale("ru"):
            within = table()["poll"]

        assert (before, within, table()["poll"]) == ("Poll", "Опрос", "Poll")


def test_cached_table_is_read_only_and_serialises_as_an_object(app, table):
    with app.test_request_context():
        with pytest.raises(TypeError):
            table()["poll"] = "Quiz"

        assert app.json.dumps({"words": table()}) == '{"words": {"poll": "Poll"}}'

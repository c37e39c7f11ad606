"""The glossary's public page and its JSON, in every language, with any query."""

import gzip
import re

import pytest

from tests.content.glossary.conftest import make_term
from webinar.content.lessons.glossary import Term, TermText

PREVENTION = make_term(
    "prevention",
    en=("prevention", "Work before a problem."),
    kk=("алдын алу", "Мәселеге дейінгі жұмыс."),
    ru=("профилактика", "Ещё до проблемы."),
)
RISK = make_term("risk", en=("risk factor", "Makes it likelier."), ru=("фактор риска", "Влияет."))


def shown(page):
    """The ids of the visible entries, in page order."""
    matches = re.findall(r'<article class="entry" id="([^"]+)"[^>]*?( hidden)?>', page.text)
    return [name for name, hidden in matches if not hidden]


def test_glossary_page_needs_no_account_and_sets_no_cookie(client, has_glossary):
    has_glossary(PREVENTION, RISK)

    page = client.get("/glossary/ru")

    assert page.status_code == 200
    assert "Set-Cookie" not in page.headers
    assert 'lang="ru" dir="ltr"' in page.text
    assert "Ещё до проблемы." in page.text
    assert '<dd lang="kk" dir="ltr">алдын алу</dd>' in page.text
    assert shown(page) == ["prevention", "risk"]


def test_an_untranslated_term_is_shown_in_a_fallback_language_with_a_badge(client, has_glossary):
    has_glossary(PREVENTION, RISK)

    page = client.get("/glossary/kk").text

    assert page.count('class="badge"') == 1
    assert '<h3 lang="ru" dir="ltr">фактор риска</h3>' in page


def test_a_language_without_any_translation_has_a_notice_at_the_top(client, has_glossary):
    has_glossary(PREVENTION, RISK)

    page = client.get("/glossary/prs").text

    assert '<html lang="prs" dir="rtl"' in page
    assert "notice warn" in page
    assert page.count('class="badge"') == 2
    assert "notice warn" not in client.get("/glossary/kk").text


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ("", ["prevention", "risk"]),
        ("ПРОФИЛ", ["prevention"]),
        ("еще", ["prevention"]),
        ("before", ["prevention"]),
        ("мәселе", ["prevention"]),
        ("маселе", ["prevention"]),
        ("риска фактор", ["risk"]),
        ("риска профилактика", []),
        ("%", []),
        ("\\", []),
        ("(.*", []),
    ],
)
def test_search_covers_terms_and_meanings_in_all_languages(client, has_glossary, query, matches):
    has_glossary(PREVENTION, RISK)

    assert shown(client.get("/glossary/ru", query_string={"q": query})) == matches


def test_synonyms_are_found_and_shown(client, has_glossary):
    text = TermText("prevention", "Work before a problem.", also=["averting"])
    has_glossary(Term("prevention", {"en": text}))

    page = client.get("/glossary/en?q=Averting")

    assert shown(page) == ["prevention"]
    assert '<bdi lang="en">averting</bdi>' in page.text


def test_a_hostile_query_is_escaped_and_cut(client, has_glossary):
    has_glossary(PREVENTION)
    query = '"><script>alert(1)</script>\x00\u202e{{7*7}}' + "ё" * 5000

    page = client.get("/glossary/ru", query_string={"q": query})

    assert page.status_code == 200
    assert shown(page) == []
    assert "<script>alert" not in page.text
    assert "49" not in page.text
    assert "ё" * 101 not in page.text


@pytest.mark.parametrize("address", ["/glossary/xx", "/glossary/xx.json", "/glossary/..%2fru"])
def test_an_unknown_language_has_no_page(client, has_glossary, address):
    has_glossary(PREVENTION)

    assert client.get(address).status_code == 404


def test_a_language_known_only_to_the_glossary_has_a_page(client, has_glossary):
    has_glossary(make_term("risk", en="risk", ky="тобокел"), languages=("en", "ky"))

    assert "тобокел" in client.get("/glossary/ky").text
    assert client.get("/glossary/ky.json").json["terms"]["risk"]["term"] == "тобокел"


def test_page_says_so_if_there_is_no_glossary(client, has_glossary):
    has_glossary()

    page = client.get("/glossary/en")

    assert page.status_code == 200
    assert "There is no glossary here yet." in page.text
    assert client.get("/glossary/en.json").json["terms"] == {}


def test_json_has_the_terms_that_the_panel_shows(client, has_glossary):
    has_glossary(PREVENTION, RISK)

    glossary = client.get("/glossary/kk.json").json

    assert glossary["terms"]["risk"] == {
        "term": "фактор риска",
        "also": [],
        "meaning": "Влияет.",
        "language": "ru",
        "is_fallback": True,
        "others": {"en": "risk factor"},
    }
    assert glossary["languages"]["ru"]["name"] == "Русский"


def test_json_with_the_current_hash_is_cached_for_good_and_any_other_revalidated(
    app, client, has_glossary
):
    has_glossary(PREVENTION)
    with app.test_request_context("/", headers={"Accept-Language": "ru"}):
        address = app.jinja_env.globals["glossary_json_address"]()

    named, old = client.get(address), client.get("/glossary/ru.json?v=0123456789ab")

    assert address.startswith("/glossary/ru.json?v=")
    assert "immutable" in named.headers["Cache-Control"]
    assert "no-cache" in old.headers["Cache-Control"]
    second = client.get("/glossary/ru.json", headers={"If-None-Match": old.headers["ETag"]})
    assert (second.status_code, second.data) == (304, b"")


@pytest.mark.parametrize(
    ("accepts", "is_packed"), [("gzip", True), ("gzip;q=0", False), ("", False)]
)
def test_json_is_gzipped_only_if_the_client_accepts_gzip(client, has_glossary, accepts, is_packed):
    has_glossary(PREVENTION)
    plain = client.get("/glossary/ru.json").data

    answer = client.get("/glossary/ru.json", headers={"Accept-Encoding": accepts})

    assert (answer.headers.get("Content-Encoding") == "gzip") is is_packed
    assert (gzip.decompress(answer.data) if is_packed else answer.data) == plain
    assert answer.headers["Vary"] == "Accept-Encoding"

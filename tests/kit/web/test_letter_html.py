"""The HTML part of a letter has the words of the text part, and one button."""

import re
from dataclasses import replace
from html import unescape

import pytest

from webinar.kit.web.letter_html import letter_html

ADDRESS = "https://example.test/me/abc"
TEXT = (
    "Hello Ada,\n\nyou are invited to:\n"
    "– First: 4 March (Almaty)\n  Open the call: https://call.test/a?b=1&c=2\n  PIN: 42\n"
    "– Second\n\n"
    f"Your personal link:\n{ADDRESS}\n\nThe link is yours alone.\n"
)


@pytest.fixture
def html_of(app):
    def make(text=TEXT, language="en", subject="Invitation", address=ADDRESS):
        with app.app_context():
            return letter_html(subject, text, language, address)

    return make


def words_of(html):
    body = html.partition("<body")[2]
    return unescape(re.sub(r"<[^>]*>", " ", "<body" + body)).split()


def test_every_word_of_the_text_is_in_the_page_in_order(html_of):
    expected = [word for word in TEXT.split() if word != "–"]
    place = expected.index(ADDRESS)

    words = words_of(html_of())

    assert words == ["Dars", *expected[:place], *"Open your own page".split(), *expected[place:]]


def test_link_is_a_button_and_readable_below_it(html_of):
    html = html_of()

    assert html.count(f'href="{ADDRESS}"') == 2
    assert re.search(rf'<a href="{ADDRESS}" style="[^"]*">Open your own page</a>', html)
    assert 'href="https://call.test/a?b=1&amp;c=2"' in html


def test_page_loads_nothing_and_has_inline_styles_only(html_of):
    html = html_of()

    assert not re.search(r"<(style|script|link|img|iframe)\b|\burl\(|@import|\bclass=", html)


def test_dari_runs_from_right_to_left_with_its_own_words(html_of):
    html = html_of(language="prs")

    assert '<html lang="prs" dir="rtl">' in html
    assert re.search(r'<body lang="prs" dir="rtl"', html)
    assert "Open your own page" not in html


@pytest.mark.parametrize("hostile", ['<b onclick="x">', "a&b", "\"'><script>", "{{ 7*7 }}"])
def test_names_and_titles_cannot_add_markup(html_of, hostile):
    html = html_of(f"Hello {hostile},\n\nyou are invited to:\n– {hostile}\n", subject=hostile)

    assert hostile in unescape(html)
    assert "<b onclick" not in html and "<script" not in html and "49" not in html


def test_title_with_an_address_is_no_link(html_of):
    assert 'href="https://evil.test' not in html_of("– https://evil.test/\n", address="")


def test_letter_without_a_link_has_no_button(html_of):
    html = html_of("Hello\n\nThat is all.\n", address="")

    assert "<a " not in html and "<table" not in html


def test_institutions_name_is_on_top(app, html_of):
    services = app.extensions["webinar"]
    named = replace(services.settings, site_name="Академия <МВД>")
    app.extensions["webinar"] = replace(services, settings=named)

    assert words_of(html_of())[:2] == ["Академия", "<МВД>"]
    assert "Академия &lt;МВД&gt;" in html_of()

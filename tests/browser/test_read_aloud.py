"""A slide is read aloud where the browser has a voice for its language."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.course_start import begin
from tests.browser.kept_course import begin_and_keep, make_course, open_without_network

SLIDE = "what-works"
# A browser with voices for some languages, which writes down what it is to say.
VOICES = """(languages) => {
  const voices = languages.map((lang) => ({ lang, localService: true, name: lang }));
  window.said = [];
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  const speech = {
    getVoices: () => voices,
    speak: (utterance) => window.said.push(utterance),
    cancel: () => { window.said = []; },
    addEventListener() {},
  };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
}"""


@pytest.fixture
def course(desk):
    return make_course(desk)[1]


@pytest.fixture
def study(visit, course):
    """`study(language, voices)` opens a slide in a browser with voices for these languages."""

    def study(language, voices):
        page = visit(language, look=PHONE)
        page.add_init_script(f"({VOICES})({voices})")
        begin(page, course, language=language)
        page.goto(f"/study/{course}/s/{SLIDE}")
        return page

    return study


def said(page):
    return page.evaluate("window.said.map(({ text, lang }) => [text, lang])")


def test_slide_is_read_in_its_language_until_it_is_stopped(study):
    page = study("ru", ["en-US", "ru-RU"])
    page.get_by_role("button", name="Прочитать вслух").tap()

    texts = said(page)
    assert texts[0] == [page.locator(".slide-title").inner_text(), "ru-RU"]
    assert len(texts) > 3
    assert {language for _, language in texts} == {"ru-RU"}
    assert all(0 < len(text) <= 200 for text, _ in texts)
    whole = " ".join(text for text, _ in texts)
    for item in page.locator(".slide .prose li").all_inner_texts():
        assert " ".join(item.split()) in whole

    page.get_by_role("button", name="Остановить чтение").tap()
    assert said(page) == []
    page.get_by_role("button", name="Прочитать вслух").tap()
    page.evaluate(
        "window.scrolled = 0; addEventListener('scroll', () => { window.scrolled += 1; });"
        "window.said.forEach((utterance) => utterance.onstart());"
        "window.said[window.said.length - 1].onend()"
    )
    # Time goes on for those who only listen.
    assert page.evaluate("window.scrolled") == len(texts)
    expect(page.get_by_role("button", name="Прочитать вслух")).to_be_visible()


def test_browser_without_a_voice_for_the_language_offers_nothing(study):
    page = study("kk", ["en-US", "ru-RU"])
    # The button comes with the script that is loaded late.
    expect(page.locator("main button[type=button]").filter(has_text="Дауыстап оқу")).to_be_hidden()
    expect(page.locator("main button[type=button]").filter(has_text="Дауыстап оқу")).to_have_count(
        1
    )


def test_kept_course_is_read_aloud_without_a_network(wire, phone, course):
    page = phone("ru")
    page.add_init_script(f"({VOICES})(['ru-RU'])")
    begin_and_keep(page, course, "Ольга")
    open_without_network(page, wire, f"/study/{course}/s/{SLIDE}")
    page.get_by_role("button", name="Прочитать вслух").tap()
    first = said(page)
    assert first[0] == [page.locator(".slide-title").inner_text(), "ru-RU"]

    page.locator(".player-foot .button").last.tap()
    expect(page.get_by_role("button", name="Прочитать вслух")).to_have_count(1)
    assert said(page) == []
    page.get_by_role("button", name="Прочитать вслух").tap()
    assert said(page)[0][0] == page.locator(".slide-title").inner_text() != first[0][0]

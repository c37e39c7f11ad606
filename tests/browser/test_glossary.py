"""A term's meaning, shown over the slide on a phone and on the console."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.console import Console
from tests.browser.room import Participant

SLIDE = "levels"
TERM = "selective-prevention"
GROUP_WORK = "parents-against"


@pytest.fixture
def terms(taught):
    return taught.glossary.terms


@pytest.fixture
def live(desk, lesson):
    """A session at a slide with terms."""

    def live(slide=SLIDE):
        code = desk.new_session()
        run = desk.run(code)
        run.start()
        run.go(lesson.number(slide))
        return run

    return live


def term(page):
    return page.locator(f"#slides a.term[href$='#{TERM}']")


def panel(page):
    return page.locator("dialog#term")


def fetched(page):
    return [address for address in page.watch.requests if ".json" in address]


def test_tap_on_a_term_shows_its_meaning_and_its_names_elsewhere(live, join, terms):
    someone = join(live().code, "Ольга", "ru", look=PHONE)
    page = someone.page
    assert fetched(page) == []
    before = page.evaluate("scrollY")

    term(page).tap()

    text = terms[TERM].text
    expect(panel(page)).to_have_accessible_name(text["ru"].term)
    expect(panel(page)).to_contain_text(text["ru"].meaning)
    for language in ("en", "kk"):
        expect(panel(page).locator(f"dd[lang='{language}']")).to_have_text(text[language].term)
    assert page.evaluate("scrollY") == before

    panel(page).locator("button").tap()
    expect(panel(page)).to_be_hidden()
    term(page).tap()
    expect(panel(page)).to_contain_text(text["ru"].meaning)
    assert len(fetched(page)) == 1


def test_keys_open_and_close_the_panel_and_the_focus_returns(live, join, terms):
    page = join(live().code, "Ольга", "ru").page

    term(page).focus()
    page.keyboard.press("Enter")
    expect(panel(page)).to_contain_text(terms[TERM].text["ru"].meaning)
    assert panel(page).evaluate("panel => panel.contains(document.activeElement)")
    page.keyboard.press("Escape")

    expect(panel(page)).to_be_hidden()
    expect(term(page)).to_be_focused()


def test_offline_panel_says_so_and_offers_the_list(live, join, wire, terms):
    page = join(live().code, "Ольга", "ru", look=PHONE, url=wire.url).page
    someone = Participant(page)
    someone.lose_network(wire)

    term(page).tap()

    body = panel(page).locator("#term-body")
    expect(body).to_have_text(body.get_attribute("data-failed"))
    list_link = panel(page).locator("a")
    expect(list_link).to_have_attribute("href", re.compile(f"/glossary/ru#{TERM}$"))
    expect(list_link).to_have_attribute("target", "_blank")
    page.keyboard.press("Escape")

    someone.find_network(wire)
    term(page).tap()
    expect(panel(page)).to_contain_text(terms[TERM].text["ru"].meaning)


def test_term_links_to_the_list_without_scripts(live, visit, terms):
    page = visit("ru", look=PHONE, java_script_enabled=False)
    page.goto(f"/join/{live().code}")
    page.locator("#name").fill("Ольга")
    page.locator("main form .button").click()

    term(page).tap()

    expect(page).to_have_url(re.compile(f"/glossary/ru#{TERM}$"))
    expect(page.locator(f"#{TERM}")).to_contain_text(terms[TERM].text["ru"].meaning)


def test_slide_keys_pause_while_a_presenter_reads_a_meaning(live, desk, terms, lesson):
    run = live()
    page = desk.open()
    Console(page).open(run.code)
    slide = page.locator("[data-part='now']")

    slide.locator(f"a.term[href$='#{TERM}']").click()
    expect(panel(page)).to_contain_text(terms[TERM].text["en"].meaning)
    page.keyboard.press("PageDown")
    page.keyboard.press("Escape")

    expect(panel(page)).to_be_hidden()
    expect(slide.locator(".stage-title")).to_have_text(lesson.title(SLIDE, "en"))
    # If the first press had moved the slide, this would be one slide further.
    page.keyboard.press("PageDown")
    following = lesson.title_at(lesson.number(SLIDE) + 1, "en")
    expect(slide.locator(".stage-title")).to_have_text(following)


def test_term_on_the_stage_is_marked_but_not_a_link(live, desk):
    page = desk.open()
    page.goto(f"/rooms/{live().code}/stage")
    marked = page.locator(f"#show a.term[href$='#{TERM}']")
    expect(page.locator("#show .diagram")).to_be_visible()

    marked.press("Enter")

    expect(page).to_have_url(re.compile("/stage$"))
    assert "dotted" in marked.evaluate("link => getComputedStyle(link).textDecorationStyle")


def test_handout_stays_as_the_reader_left_it(live, join, lesson):
    run = live(GROUP_WORK)
    someone = join(run.code, "Ольга", "ru", look=PHONE)
    handout = someone.page.locator("#slides .handout")
    expect(handout.locator(".prose")).to_be_hidden()

    handout.locator("summary").tap()
    expect(handout.locator(".prose")).to_be_visible()
    run.go(lesson.number(SLIDE))
    expect(handout).to_have_count(0)
    run.go(lesson.number(GROUP_WORK))
    expect(handout.locator(".prose")).to_be_visible()
    someone.page.reload()
    someone.expect_connection("connected")
    expect(handout.locator(".prose")).to_be_visible()


def test_list_is_filtered_while_the_reader_types(visit, terms):
    page = visit("ru", look=PHONE)
    page.goto("/glossary/ru")
    entries = page.locator(".entry:visible")
    expect(entries).to_have_count(len(terms))

    page.locator("#q").fill("СЕЛЕКТИВНАЯ проф")
    expect(page.locator(f"#{TERM}")).to_be_visible()
    expect(page.locator("#prevention")).to_be_hidden()
    page.locator("#q").fill("қхъ")
    expect(entries).to_have_count(0)
    page.locator("#q").fill("")
    expect(entries).to_have_count(len(terms))


@pytest.mark.parametrize("language", ["kk", "prs"])
def test_panel_and_list_are_accessible(language, live, join, visit, auditor):
    page = join(live().code, "Aida", language, look=PHONE).page
    term(page).first.tap()
    expect(panel(page).locator("dl")).to_be_visible()
    auditor.look(page, f"panel, {language}")

    page = visit(language, look=LAPTOP)
    page.goto(f"/glossary/{language}")
    auditor.look(page, f"list, {language}")
    auditor.expect_nothing()

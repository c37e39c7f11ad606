"""Browsers without scripts: participants do everything by links and forms; hosts cannot present."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.console import Console
from tests.browser.test_stills import show_screen

SINGLE, SEVERAL = "last-year", "outcomes"


@pytest.fixture
def page(visit, run):
    """A participant who reads Russian and runs no scripts."""
    page = visit("ru", look=PHONE, java_script_enabled=False)
    page.goto(f"/join/{run.code}")
    page.locator("#name").fill("Ольга")
    page.locator("main form .button").click()
    return page


def test_presenters_slide_can_be_read(page, run, lesson):
    title = page.locator("#slides .slide-title")
    expect(title).to_have_text(lesson.title("welcome", "ru"))

    run.go(lesson.number("standards"))
    # Without a script to keep it current, the page offers this link.
    page.locator(".unscripted a").first.click()

    expect(title).to_have_text(lesson.title("standards", "ru"))
    expect(page.locator("#slides .prose table")).to_be_visible()


def test_participant_votes_changes_the_vote_and_compares_it(page, run, lesson):
    run.go(lesson.number(SINGLE))
    run.open(SINGLE)
    page.reload()

    vote(page, "raids")
    expect(option(page, "raids")).to_be_checked()
    vote(page, "talks")

    expect(option(page, "talks")).to_be_checked()
    expect(option(page, "raids")).not_to_be_checked()
    run.close(SINGLE)
    page.reload()
    expect(option(page, "talks")).to_be_disabled()
    run.reveal(SINGLE)
    page.reload()
    result = page.locator("#slides .poll.revealed")
    expect(result.locator(".label")).to_have_text(lesson.labels(SINGLE, "ru"))
    expect(result.locator(".bar-number")).to_have_text(["1", "0", "0", "0", "0", "0"])


def test_hosts_screen_is_shown_with_its_words_until_the_page_is_refreshed(page, run, desk):
    console = Console(desk.open()).open(run.code)
    screen = page.locator("#slides figure img")
    show_screen(console, "A map of the district")
    page.locator(".unscripted a").first.click()
    expect(screen).to_have_attribute("alt", "A map of the district")
    # The picture has no height before it is there.
    expect(screen).to_have_js_property("complete", True)
    assert screen.bounding_box()["height"] > 100

    console.next()
    page.locator(".unscripted a").first.click()

    expect(page.locator("#slides .slide-title")).to_be_visible()
    expect(screen).to_have_count(0)


def test_several_options_can_be_chosen_and_an_empty_vote_is_refused(page, run, lesson):
    run.go(lesson.number(SEVERAL))
    run.open(SEVERAL)
    page.reload()

    page.locator("#slides .poll .button").click()
    expect(page.locator(".flashes")).to_be_visible()
    vote(page, *lesson.right(SEVERAL))
    run.close(SEVERAL)
    run.reveal(SEVERAL)
    page.reload()

    result = page.locator("#slides .poll.revealed")
    expect(result.locator(".bar-number")).to_have_text(["0", "1", "1", "0", "1"])
    expect(result.locator(".poll-why .prose")).to_have_text(lesson.why(SEVERAL, "ru"))


def test_participant_proposes_and_answers_a_next_step(page, run):
    page.locator("#step-text").fill("Встреча с родителями")
    page.locator(".step-form .button").click()
    expect(page.locator("#steps .step.proposed .step-text")).to_have_text("Встреча с родителями")
    run.do("step.put", step="1")
    page.reload()

    put = page.locator("#steps .step.put")
    put.locator(".reason > summary").click()
    put.locator(".reason > textarea").fill("Раз в месяц хватит")
    put.locator("button[value='agree']").click()

    expect(put.locator("button[value='agree']")).to_have_attribute("aria-pressed", "true")
    expect(put.locator(".reason > textarea")).to_have_value("Раз в месяц хватит")
    expect(put.locator(".step-counts .number")).to_have_text(["1", "0", "0", "0", "0"])
    put.locator(".step-owning > summary").click()
    put.locator(".step-owning form[action$='/do/step.own'] .button").first.click()
    expect(put.locator(".step-owners")).to_contain_text("Ольга")
    run.do("step.detail", step="1", base="0", due="2031-05-01")
    run.do("step.close", step="1")
    page.reload()
    expect(page.locator("#steps .step.agreed .step-sum")).to_contain_text("согласовано")
    run.end()
    page.reload()
    expect(page.locator(".thanks .step-owners")).to_contain_text("Ольга")
    expect(page.locator(".thanks time")).to_have_attribute("datetime", "2031-05-01")


def test_author_rewords_a_proposal_even_after_a_faster_host(page, run):
    page.locator("#step-text").fill("Встреча")
    page.locator(".step-form .button").click()
    page.locator(".step-amend > summary").click()
    page.locator("#step-amend-1").fill("Встреча с родителями")
    run.do("step.amend", step="1", text="Собрание", language="ru", base="1")

    page.locator(".step-amend .button").click()
    expect(page.locator("main .step-text")).to_have_text("Собрание")
    expect(page.locator("main textarea")).to_have_value("Встреча с родителями")
    page.locator("main form .button").first.click()

    proposed = page.locator("#steps .step.proposed > .step-text")
    expect(proposed).to_have_text("Встреча с родителями")


def test_participant_reaches_the_page_of_other_features_and_returns(page):
    page.locator(".unscripted a[href$='/more']").click()
    expect(page.locator("h1")).to_be_visible()

    page.locator("main a[href^='/rooms/']").click()

    expect(page.locator("#slides .slide-title")).to_be_visible()


def test_participant_changes_the_language_by_a_form(page, run, lesson):
    page.locator("[data-menu] summary").click()
    page.locator("[data-menu] button[value='kk']").click()

    expect(page.locator("html")).to_have_attribute("lang", "kk")
    expect(page.locator("#slides .slide-title")).to_have_text(lesson.title("welcome", "kk"))


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Presenting needs JavaScript"), ("ru", "Чтобы вести занятие, нужен JavaScript")],
)
def test_presenter_reads_that_presenting_needs_javascript(visit, host, language, words):
    own_desk = host(language)
    code = own_desk.new_session()
    page = visit(language, storage_state=own_desk.state, java_script_enabled=False)

    page.goto(f"/rooms/{code}/console")

    expect(page.locator("noscript .notice")).to_contain_text(words)
    controls = page.locator(":is(#view, #move, #tabs, [data-command], [data-opens]):visible")
    expect(controls).to_have_count(0)
    page.locator(f"noscript a[href='/desk/{code}']").click()
    expect(page.locator("#invitation")).to_be_visible()


def option(page, key):
    return page.locator(f"#slides .poll input[value='{key}']")


def vote(page, *keys):
    for key in keys:
        option(page, key).check()
    page.locator("#slides .poll .button").click()

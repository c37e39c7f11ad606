"""The stage before the start and after the end, in the languages that it shows."""

import pytest
from playwright.sync_api import expect

from tests.browser.console import Stage
from tests.browser.words import Words


@pytest.fixture
def stage(desk, run):
    return Stage(desk.open()).open(run.code)


def agree(run, someone):
    """Agree on one step, which has an owner and a due date, and disagree on another."""
    run.do("step.propose", text="Meet the school", language="en")
    run.do("step.translate", step="1", text="Встреча со школой", language="ru", base="1")
    run.do("step.put", step="1")
    someone.answer("agree")
    run.do("step.close", step="1")
    run.do("step.own", step="1", role="Head of the unit")
    run.do("step.detail", step="1", base="0", due="2031-05-01")
    run.do("step.propose", text="Close the school", language="en")


def test_end_shows_what_was_agreed_by_whom_and_until_when(stage, run, join):
    stage.show_in("ru", "en")
    agree(run, join(run.code, "Ada"))
    run.end()

    stage.expect_scene("ended")
    columns = stage.page.locator(".stage-column")
    expect(columns).to_have_count(2)
    expect(columns.locator(".stage-thanks")).to_have_text(
        [stage.words["Thank you for taking part"], "Thank you for taking part"]
    )
    russian, english = columns.nth(0).locator("li"), columns.nth(1).locator("li")
    expect(russian).to_have_count(1)
    expect(russian).to_contain_text("Встреча со школой")
    expect(russian).to_contain_text("1 мая 2031")
    expect(english).to_contain_text("Meet the school")
    expect(english).to_contain_text("Head of the unit")
    expect(english).to_contain_text("May 1, 2031")


def test_end_is_no_fault(stage, run):
    run.end()
    stage.expect_scene("ended")
    expect(stage.page.locator(".stage-thanks")).to_be_visible()
    expect(stage.page.locator(".stage-agreed")).to_have_count(0)
    expect(stage.page.locator("#link")).to_have_text("")


def test_console_shows_the_end_too(run, console):
    run.end()
    expect(console.page.locator(".console-picture .stage-thanks")).to_be_visible()


def test_outcomes_differ_by_colour_sign_and_word(stage, run, join):
    ada = join(run.code, "Ada")
    looks = []
    for step, answer, words in (("1", "agree", "Agreed"), ("2", "disagree", "Not agreed")):
        run.do("step.propose", text=f"Step {step}", language="en")
        run.do("step.put", step=step)
        ada.answer(answer)
        run.do("step.close", step=step)
        verdict = stage.page.locator(".stage-verdict")
        expect(verdict).to_have_text(words)
        sign = verdict.locator("path").get_attribute("d")
        looks.append((verdict.evaluate("element => getComputedStyle(element).borderColor"), sign))
    assert looks[0][0] != looks[1][0]
    assert looks[0][1] != looks[1][1]


def test_stage_before_the_start_says_when_who_and_how_many_by_language(desk, join):
    code = desk.new_session(date="2027-03-02", time="10:00")
    stage = Stage(desk.open()).open(code)
    stage.show_in("ru", "kk")
    for name, language in (("Ольга", "ru"), ("Айгерим", "kk"), ("Асель", "kk")):
        join(code, name, language)

    waiting = stage.page.locator("#waiting")
    expect(waiting.locator("[data-says='begins']")).to_contain_text("2 марта 2027")
    expect(waiting.locator("[data-says='speakers']")).to_be_visible()
    expect(waiting.locator("#here")).to_contain_text("3")
    expect(waiting.locator("#languages span")).to_have_text(["Казахский 2", "Русский 1"])
    second = waiting.locator(".stage-second")
    expect(second).to_have_attribute("lang", "kk")
    expect(second).to_contain_text("10:00")
    expect(second).to_contain_text(Words("kk")["Access code"])
    assert waiting.evaluate("element => element.scrollHeight <= element.clientHeight + 1")

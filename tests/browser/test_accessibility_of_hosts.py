"""Console, stage and report pass axe-core, in a language of each direction."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.console import Console, Stage
from tests.browser.sizes import resize

LANGUAGES = ["ru", "prs"]
QUIZ, QUIZ_SLIDE = "outcomes", 5
NUMBER_ONE = {"ru": "1", "prs": "۱"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_console_and_report_are_accessible(language, host, join, auditor):
    own_desk = host(language)
    code = own_desk.new_session()
    console = Console(own_desk.open()).open(code)
    page = console.page

    auditor.look(page, "console, planned")
    someone = join(code, "Айгерим", "kk", look=PHONE)
    console.start()
    console.show("people")
    expect(page.locator("#people-body [data-state='here']").first).to_be_visible()
    auditor.look(page, "console, people")
    console.show("run")
    for dialog in ("join", "slides", "keys", "end", "make"):
        look_at_dialog(console, auditor, dialog)
    console.go(QUIZ_SLIDE)
    console.command_here("Open poll")
    someone.vote(QUIZ, "videos")
    someone.expect_status(QUIZ, "Counted. You may change it until it closes.")
    expect(page.locator("#run-body .bar-number").first).to_have_text(NUMBER_ONE[language])
    auditor.look(page, "console, poll open")
    console.command_here("Close poll")
    console.command_here("Show results")
    expect(page.locator("#run-body [data-state='revealed']").first).to_be_visible()
    page.locator("#run-body .console-why summary").first.click()
    page.locator("#run-body .console-other summary").first.click()
    auditor.look(page, "console, results")
    someone.show("steps")
    someone.propose("Ата-аналармен кездесу")
    console.show("steps")
    expect(console.step("Ата-аналармен кездесу")).to_be_visible()
    auditor.look(page, "console, step proposed")
    console.put("Ата-аналармен кездесу")
    someone.answer("disagree", "Уақыт жоқ")
    expect(page.locator(".console-reasons")).to_be_visible()
    auditor.look(page, "console, step put")
    console.close("Ата-аналармен кездесу")
    auditor.look(page, "console, step not agreed")
    for form in ("amend", "translate", "own", "details", "overrule", "history"):
        console.form("Ата-аналармен кездесу", form)
        auditor.look(page, f"console, {form}")
    resize(page, PHONE["viewport"])
    look_at_dialog(console, auditor, "menu")
    auditor.look(page, "console on a phone")
    resize(page, LAPTOP["viewport"])
    report = own_desk.open()
    report.goto(f"/rooms/{code}/report")
    expect(report.locator("#presence svg[role=img]")).to_be_visible()
    auditor.look(report, "report of a running session")
    console.end()
    auditor.look(page, "console, ended")
    report.goto(f"/rooms/{code}/report")
    report.locator(".report-reasons summary").click()
    auditor.look(report, "report")
    report.goto(f"/rooms/{code}/report/exports")
    auditor.look(report, "exports")

    auditor.expect_nothing()


@pytest.mark.parametrize("language", LANGUAGES)
def test_stage_is_accessible(language, host, join, auditor):
    own_desk = host(language)
    code = own_desk.new_session()
    run = own_desk.run(code)
    stage = Stage(own_desk.open()).open(code)

    auditor.look(stage.page, "stage, waiting")
    run.start()
    stage.expect_scene("slide")
    auditor.look(stage.page, "stage, slide")
    run.go(QUIZ_SLIDE)
    run.open(QUIZ)
    stage.expect_scene("poll")
    auditor.look(stage.page, "stage, poll")
    run.close(QUIZ)
    run.reveal(QUIZ)
    expect(stage.page.locator(".stage-figures")).to_be_visible()
    auditor.look(stage.page, "stage, results")
    run.do("step.propose", text="Meet the parents", language="en")
    run.do("step.put", step="1")
    stage.expect_scene("step")
    auditor.look(stage.page, "stage, step")
    run.do("step.close", step="1")
    expect(stage.page.locator(".stage-sum")).to_be_visible()
    auditor.look(stage.page, "stage, step decided")
    stage.page.keyboard.press("b")
    expect(stage.page.locator("#blank")).to_be_visible()
    auditor.look(stage.page, "stage, blank")
    run.end()
    stage.expect_scene("ended")
    auditor.look(stage.page, "stage, ended")

    auditor.expect_nothing()


def look_at_dialog(console, auditor, name):
    dialog = console.page.locator(f"#{name}-dialog")
    opener = console.page.locator(f"[data-opens='{name}-dialog']:visible").first
    if name == "keys":
        opener = console.menu("[data-opens='keys-dialog']")
    opener.click()
    expect(dialog).to_be_visible()
    if name == "make":
        dialog.locator(".make-more > summary").click()
        dialog.locator(".make-translations > summary").click()
        dialog.locator("input[name=make-quiz]").check()
        dialog.locator(".dialog-foot .button").first.click()
    auditor.look(console.page, f"console, {name}")
    console.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()

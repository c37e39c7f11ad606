"""Online and offline pages of a kept course know each other's answers."""

from playwright.sync_api import expect

from tests.browser.kept_course import (
    answer,
    answers_of,
    begin_and_keep,
    eventually,
    open_without_network,
)
from tests.browser.test_kept_course_sending import NOTE_SYNCS
from tests.browser.test_study_drops import choose, open_question, press

LEFT_KEYS = "Object.keys(localStorage).filter((key) => /deeds$|chosen$|tail/.test(key))"


def test_player_finds_and_sends_answers_that_an_online_page_could_not_send(
    wire, phone, course, items, database
):
    number, code = course
    page = phone()
    begin_and_keep(page, code, "Daulet")
    open_question(page, code, items[0])
    page.watch.is_cut = True
    wire.cut()
    choose(page)
    press(page)
    expect(page.locator("#question .study-said")).to_contain_text("Kept on this device")

    page.locator(".study-moves .next").click()
    expect(page.locator(".player-carrier")).to_contain_text("1 answer waits on this phone")
    assert page.evaluate(LEFT_KEYS) == []
    page.goto(f"/study/{code}/s/{items[0].id}")
    expect(page.locator(".player-verdict")).to_be_visible()

    wire.mend()
    eventually(lambda: answers_of(database, number), page)
    expect(page.locator(".player-carrier")).to_contain_text("Everything has been sent.")
    page.reload()
    expect(page.locator("#verdict")).to_be_visible()
    assert answers_of(database, number) == [(items[0].id, "offline")]


def test_online_page_does_not_repeat_a_question_answered_offline(
    wire, phone, course, items, database
):
    number, code = course
    page = phone()
    # Like browsers that send nothing by themselves.
    page.context.add_init_script(NOTE_SYNCS)
    begin_and_keep(page, code, "Daulet")
    open_without_network(page, wire, f"/study/{code}/s/{items[0].id}")
    answer(page)
    page.goto("about:blank")
    wire.mend()

    sent = page.goto(f"/study/{code}/s/{items[0].id}")

    assert 'id="verdict"' in sent.text()
    expect(page.locator("#verdict")).to_be_visible()
    assert answers_of(database, number) == [(items[0].id, "offline")]

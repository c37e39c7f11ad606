"""A kept course that its learner has closed with a PIN."""

import pytest
from playwright.sync_api import expect

from tests.browser.kept_course import answer, begin, eventually, open_without_network
from tests.browser.test_kept_by_two_learners import answers_by_learner, keep_beside
from tests.browser.test_kept_course_sending import own_link

PIN = "4815"
LONG_AGO = """() => {
  for (const key of Object.keys(sessionStorage)) {
    if (key.endsWith(".open")) sessionStorage.setItem(key, String(Date.now() - 900001));
  }
  dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
}"""


def set_pin(page, pin=PIN):
    """Set the PIN on the page that keeps the course."""
    page.locator("#pin-field").fill(pin)
    page.locator("[data-pin=set]").click()
    expect(page.locator("[data-part=status]")).to_have_text("The PIN is set.")


def type_pin(page, pin=PIN):
    page.locator("input[type=password]").fill(pin)
    page.get_by_role("button", name="Go on", exact=True).click()


@pytest.fixture
def closed(phone, course):
    """A phone that keeps Daulet's course, with a PIN."""
    _, code = course
    page = phone()
    begin(page, code, "Daulet")
    keep_beside(page, code)
    set_pin(page)
    return page


def test_pin_is_set_changed_and_removed_with_a_network(closed, wire, course, auditor):
    _, code = course
    page = closed
    auditor.look(page, "pin set")
    expect(page.locator("[data-pin=is-set]")).to_be_visible()
    page.locator("#pin-field").fill("1234")
    page.locator("[data-pin=change]").click()
    expect(page.locator("[data-pin=problem]")).to_contain_text("Anybody would guess")
    page.locator("#pin-field").fill("48")
    page.locator("[data-pin=change]").click()
    expect(page.locator("[data-pin=problem]")).to_contain_text("four to six digits")
    page.locator("#pin-field").fill("۹۳۷۱")
    page.locator("[data-pin=change]").click()
    expect(page.locator("[data-part=status]")).to_have_text("The PIN is set.")
    other_tab = page.context.new_page()
    other_tab.goto(f"/study/{code}/offline")
    expect(other_tab.locator("[data-pin=is-set]")).to_be_visible()
    other_tab.close()

    open_without_network(page, wire, f"/study/{code}")
    type_pin(page)
    expect(page.get_by_role("alert")).to_contain_text("This is not the PIN")
    auditor.look(page, "wrong pin")
    type_pin(page, "9371")
    expect(page.locator(".player-carrier")).to_be_visible()

    page.goto("about:blank")
    wire.mend()
    page.goto(f"/study/{code}/offline")
    page.locator("[data-pin=remove]").click()
    expect(page.locator("[data-part=status]")).to_have_text("The PIN is removed.")
    open_without_network(page, wire, f"/study/{code}")
    expect(page.locator(".player-carrier")).to_be_visible()
    auditor.expect_nothing()


def test_learner_with_a_pin_shares_the_phone_with_another(
    closed, phone, wire, course, items, database, auditor
):
    number, code = course
    first, second, *_ = (item.id for item in items)
    page = closed
    page.goto(own_link(phone(), code, "Aigerim"))
    page.locator("main form button").click()
    expect(page.locator("#offline-note")).to_contain_text("\u2068Daulet")
    keep_beside(page, code, is_shared=True)
    expect(page.locator("[data-pin=is-set]")).to_be_hidden()

    open_without_network(page, wire, f"/study/{code}/s/{first}")
    answer(page)
    page.get_by_role("button", name="Somebody else studies now").click()
    page.get_by_role("button", name="Daulet").click()
    expect(page.locator("input[type=password]")).to_be_focused()
    page.get_by_role("button", name="Somebody else", exact=True).click()
    page.get_by_role("button", name="Daulet").click()
    auditor.look(page, "pin")
    type_pin(page)
    expect(page.locator(".player-carrier")).to_contain_text("Your name here: \u2068Daulet")
    page.goto(f"/study/{code}/s/{second}")
    answer(page, 1)
    page.reload()
    expect(page.locator(".player-verdict")).to_be_visible()

    # Aigerim takes the phone; Daulet's answer is sent by his own link all the same.
    page.get_by_role("button", name="Somebody else studies now").click()
    page.get_by_role("button", name="Aigerim").click()
    expect(page.locator(".player-carrier")).to_contain_text("Your name here: \u2068Aigerim")
    wire.mend()
    eventually(lambda: len(answers_by_learner(database, number)) == 2, page)
    assert answers_by_learner(database, number) == [("Aigerim", first), ("Daulet", second)]
    auditor.expect_nothing()


def test_course_closes_when_it_is_not_used(closed, wire, course, items):
    _, code = course
    page = closed
    open_without_network(page, wire, f"/study/{code}/s/{items[0].id}")
    expect(page.locator(".choice")).to_have_count(0)
    type_pin(page)
    answer(page)

    page.evaluate(LONG_AGO)

    expect(page.locator("input[type=password]")).to_be_visible()
    expect(page.locator(".player-verdict")).to_have_count(0)
    type_pin(page)
    expect(page.locator(".player-verdict")).to_be_visible()
    page.get_by_role("button", name="Close my course").click()
    expect(page.locator("input[type=password]")).to_be_visible()
    page.go_back()
    expect(page.locator(".player-carrier")).to_have_count(0)


def test_personal_link_and_another_tab_ask_for_the_pin(closed, wire, course):
    _, code = course
    page = closed
    page.goto(f"/study/{code}/link")
    link = page.locator("#own-link").input_value()
    token = link.rsplit("/", 1)[1]
    open_without_network(page, wire, link[link.index("/study/") :])
    expect(page.locator("input[type=password]")).to_be_visible()
    page.goto(f"/study/{code}")
    expect(page.locator("input[type=password]")).to_be_visible()
    assert token not in page.content()
    type_pin(page)
    expect(page.locator(".player-carrier")).to_be_visible()
    assert token not in page.content()

    other_tab = page.context.new_page()
    other_tab.goto(f"/study/{code}")
    expect(other_tab.locator("input[type=password]")).to_be_visible()


def test_too_many_wrong_pins_close_the_course_for_a_while(closed, wire, course):
    _, code = course
    page = closed
    open_without_network(page, wire, f"/study/{code}")
    for _ in range(4):
        type_pin(page, "9999")
        expect(page.get_by_role("alert")).to_contain_text("This is not the PIN")
        page.reload()
    type_pin(page, "9999")
    expect(page.get_by_role("alert")).to_contain_text("Try again in 1 minute")
    page.reload()
    type_pin(page)
    expect(page.get_by_role("alert")).to_contain_text("Try again in 1 minute")


def test_first_page_asks_for_the_pin_before_it_leads_on(closed, course):
    _, code = course
    page = closed
    page.context.clear_cookies()
    page.goto(f"/study/{code}")
    question = page.locator("#offline-left [data-part=pin]")
    expect(question.locator("input")).to_be_visible()
    expect(page.locator("#offline-left [data-part=go]")).to_be_hidden()
    assert "/study/mine/" not in page.content()

    type_pin(page)

    page.locator("#offline-left [data-part=go] a").click()
    expect(page.locator("main")).to_contain_text("Daulet")

"""Three officers share one phone as a hall: their names, a show of hands, and PINs."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.console import Console
from tests.browser.room import Hold

POLL, OTHER_POLL = "last-year", "outcomes"
SCRIPT = re.compile("/static/dist/hall-")


@pytest.fixture
def hall(desk, join, visit):
    """Dina's phone on the page of her hall, and the presenter's console."""
    code = desk.new_session()
    run = desk.run(code)
    phone = join(code, "Dina", look=PHONE)
    run.start()
    console = Console(visit("en", storage_state=desk.state)).open(code)
    console.show("proxies")
    panel = console.page.locator("#proxies-body")
    panel.locator("[name='hall_name']").fill("Aktau")
    panel.locator("form[data-command='hall.make'] select").select_option(label="Dina")
    panel.get_by_role("button", name="Make the hall").click()
    expect(panel.locator("h3")).to_have_text("Aktau")
    phone.show("proxies")
    phone.page.locator("#proxies a.button").click()
    return phone.page, console, run


def count_hands(page, hands):
    page.locator("[name^='hands-']").nth(1).fill(hands)
    page.get_by_role("button", name="Count the hands").click()


def test_press_ends_on_its_first_target_although_the_page_is_redrawn(hall):
    page, _console, run = hall
    page.locator("textarea").fill("Askar")
    page.get_by_role("button", name="Add to the hall").click()
    person = page.locator("details[id^='person-']")
    expect(page.locator("#link")).to_have_text("Connected")
    person.locator("summary").hover()
    page.mouse.down()
    with page.expect_response(lambda response: response.request.resource_type == "fetch"):
        run.open(POLL)
    page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))")

    page.mouse.up()

    expect(person).to_have_attribute("open", "")
    expect(page.locator(".hall-poll")).to_be_visible()
    expect(person).to_have_attribute("open", "")


def test_field_keeps_the_focus_although_the_page_is_redrawn(hall):
    page, _console, run = hall
    page.locator("textarea").fill("Askar")
    page.get_by_role("button", name="Add to the hall").click()
    run.open(OTHER_POLL)
    hands = page.locator(f"#hands-{OTHER_POLL} [name^='hands-']").nth(1)
    hands.focus()
    run.open(POLL)
    expect(page.locator(".hall-poll")).to_have_count(2)

    page.keyboard.insert_text("1")

    expect(hands).to_have_value("1")


def test_focus_goes_to_the_piece_if_its_control_is_gone(hall):
    page, _console, run = hall
    page.locator("textarea").fill("Askar")
    page.get_by_role("button", name="Add to the hall").click()
    run.open(POLL)
    page.locator("[name^='hands-']").first.focus()

    run.close(POLL)

    expect(page.locator(".hall-poll")).to_have_count(0)
    expect(page.locator("#piece")).to_be_focused()


def test_three_officers_behind_one_phone_are_each_counted_once(hall):
    page, console, run = hall
    # On a slow link people type before the script arrives; its redraw keeps the text.
    hold = Hold(page, addresses=SCRIPT)
    page.reload(wait_until="commit")
    page.locator("textarea").fill("Askar\nBolat\nVera")
    run.open(OTHER_POLL)
    run.close(OTHER_POLL)
    hold.let_go()
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Add to the hall").click()
    expect(page.locator(".hall-people > li")).to_have_count(3)
    # All four are present: the three people without a device count as long as the phone is present.
    console.expect_here(4, 4)
    console.show("people")
    expect(console.page.locator(".roll-row", has_text="Askar")).to_contain_text("Aktau")

    run.open(POLL)
    # The page updates itself as soon as nobody is typing.
    vote = page.locator(".hall-poll")
    expect(vote).to_be_visible()
    vote.locator("summary", has_text="Pass the device round").click()
    vote.get_by_role("link", name="Askar").click()
    page.locator("input[name='options']").first.check()
    page.locator("input[name='pin']").fill("1234")
    page.get_by_role("button", name="Vote").click()
    expect(page.locator(".flashes")).to_contain_text("Counted")
    page.locator("summary", has_text="Show of hands").click()
    count_hands(page, "3")
    # The browser limits the number to the people present; the server to those who have not voted.
    expect(page.locator(".flashes")).to_contain_text("More hands than people")
    count_hands(page, "2")

    console.show("run")
    bars = console.page.locator("#run-body .console-card .bar-number")
    expect(bars.nth(0)).to_contain_text("1")
    expect(bars.nth(1)).to_contain_text("2")
    expect(vote).to_contain_text("already include everybody")
    expect(page.locator("#link")).to_have_text("Connected")

"""From one session to the next: earlier agreements, the protocol, reminders to copy."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.console import Console
from tests.browser.office import path_of
from webinar.kit import clock

OWNER = "Head of the school"


@pytest.fixture
def ended(desk):
    """An ended session that agreed one step, owned by a role and due in three days."""
    code = desk.new_session()
    run = desk.run(code)
    run.start()
    due = (clock.now() + timedelta(days=3)).date().isoformat()
    run.do("step.propose", text="Meet the school", language="en")
    run.do("step.own", step="1", role=OWNER)
    run.do("step.on_paper", step="1", owner="1")
    run.do("step.detail", step="1", base="0", due=due)
    run.do("step.put", step="1")
    run.do("step.close", step="1")
    run.do("step.decide", step="1", outcome="agreed", reason="All nodded")
    run.end()
    return code


@pytest.fixture
def follow_up(desk, ended):
    """The running session that continues the ended one."""
    form = {"title": "Follow-up", "minutes": "60", "time_zone": "Asia/Almaty"}
    code = path_of(desk.post(f"/rooms/{ended}/follow/next", **form)).rsplit("/", 1)[1]
    desk.run(code).start()
    return code


def test_phone_keeps_its_link_to_earlier_steps_after_redraws(join, follow_up):
    """Planted: the scripts redrew the steps without the link that the server had put there."""
    olga = join(follow_up, "Ольга", "ru", look=PHONE)
    olga.expect_extras()
    olga.show("steps")
    link = olga.page.locator("#steps .steps-earlier a")

    olga.propose("Встреча с родителями")
    expect(olga.page.locator("#steps .step.proposed")).to_be_visible()
    expect(link).to_have_count(1)
    link.tap()

    expect(olga.page.locator("main")).to_contain_text("Meet the school")


def test_page_without_scripts_links_to_earlier_steps(visit, follow_up):
    page = visit("ru", look=PHONE, java_script_enabled=False)
    page.goto(f"/join/{follow_up}")
    page.locator("#name").fill("Ольга")
    page.locator("main form .button").click()

    page.locator("#steps .steps-earlier a").click()

    expect(page.locator("main")).to_contain_text("Meet the school")


def test_console_links_to_earlier_steps(desk, follow_up):
    presenter = Console(desk.open()).open(follow_up)
    presenter.show("steps")

    with presenter.page.expect_popup() as opened:
        presenter.page.locator("#steps .steps-earlier a").click()

    expect(opened.value.locator("main")).to_contain_text("Meet the school")


def test_console_of_an_ended_session_offers_the_protocol_and_the_board(desk, follow_up):
    presenter = Console(desk.open()).open(follow_up)
    protocol = presenter.page.locator(f".console-actions a[href='/rooms/{follow_up}/protocol']")
    expect(protocol).to_be_hidden()

    presenter.end()

    expect(protocol).to_be_visible()
    with presenter.page.expect_popup() as opened:
        presenter.menu(f"a[href='/rooms/{follow_up}/follow']").click()
    expect(opened.value.locator("h1")).to_have_text("Steps after the session")


def test_button_copies_the_whole_text_of_a_reminder(desk, ended):
    desk.post(f"/rooms/{ended}/follow/links", make="all")
    page = desk.open()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.clock.install()
    page.goto(f"/rooms/{ended}/follow/reminders")
    button, text = page.locator("button[data-copy]"), page.locator(".follow-letter")
    expect(button).to_have_text(f"Copy text: {OWNER}")

    # Stop the page's clock, so that the message stays until it is checked.
    page.clock.pause_at(clock.now() + timedelta(hours=1))
    button.click()
    expect(button).to_have_text("Copied")

    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == text.input_value()
    page.clock.run_for(2000)
    # The owner's name, which only screen readers read, comes back and stays hidden.
    expect(button.locator(".unseen")).to_have_text(f": {OWNER}")

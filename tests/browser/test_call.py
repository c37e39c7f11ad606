"""The call beside a session, as participants, waiting people and hosts see it while it changes."""

import secrets

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.console import Console

CALL = {
    "link": "https://meet.example.org/room?pwd=1",
    "phone": "+7 (727) 123-45-67",
    "pin": "2468",
    "note": "<b>Mute</b> yourself",
}
KAZAKH = {"link.kk": "https://kk.example.org/", "phone.kk": "", "pin.kk": "", "note.kk": ""}


def call_of(page):
    return page.locator(".room-call")


def test_call_appears_changes_and_goes_in_open_rooms(desk, run, join, auditor):
    russian, kazakh = join(run.code, "Ada", "ru", look=PHONE), join(run.code, "Бек", "kk")
    for someone in (russian, kazakh):
        someone.expect_extras()
        expect(call_of(someone.page)).to_be_hidden()

    desk.post(f"/desk/{run.code}/call", **CALL, **KAZAKH)

    call_of(russian.page).locator("summary").click()
    link, dial = call_of(russian.page).locator("a").all()
    expect(link).to_contain_text("meet.example.org")
    expect(link).to_have_attribute("href", CALL["link"])
    expect(dial).to_have_attribute("href", "tel:+77271234567")
    expect(call_of(russian.page)).to_contain_text("2468")
    expect(call_of(russian.page)).to_contain_text("<b>Mute</b> yourself")
    auditor.look(russian.page, "room with a call")
    call_of(kazakh.page).locator("summary").click()
    expect(call_of(kazakh.page).locator("a:visible")).to_have_attribute("href", KAZAKH["link.kk"])
    expect(call_of(kazakh.page)).not_to_contain_text("2468")

    desk.post(f"/desk/{run.code}/call", **{**CALL, "pin": ""}, **KAZAKH)
    expect(call_of(russian.page)).not_to_contain_text("2468")
    run.end()
    for someone in (russian, kazakh):
        expect(call_of(someone.page)).to_be_hidden()
    auditor.expect_nothing()


def test_console_shows_every_entry_of_the_call(desk, run, visit, admin_state, auditor):
    console = Console(visit(storage_state=admin_state)).open(run.code)
    desk.post(f"/desk/{run.code}/call", **CALL, **KAZAKH)
    menu = console.page.locator(".console-call")
    menu.locator("summary").click()

    expect(menu.locator("b")).to_have_text(["All other languages", "Kazakh"])
    for link in menu.locator("a[href^='https:']").all():
        expect(link).to_have_attribute("target", "_blank")
        expect(link).to_have_attribute("rel", "noopener")
    expect(menu).to_contain_text("2468")
    expect(menu).to_contain_text("<b>Mute</b> yourself")
    auditor.look(console.page, "console with a call")
    auditor.expect_nothing()


def test_interpreter_finds_the_call_of_every_language(desk, sign_in, run):
    email = f"interpreter{secrets.token_hex(4)}@demo.example"
    link = desk.invite("Dana", email, "presenter")
    desk.appoint(run.code, email, "interpreter.kk")
    page = sign_in(link).open()
    page.goto(f"/rooms/{run.code}/interpreting")

    desk.post(f"/desk/{run.code}/call", **CALL, **KAZAKH)
    page.locator(".console-call summary").click()

    expect(page.locator(".console-call a[href='https://kk.example.org/']")).to_be_visible()
    expect(page.locator(".console-call .menu-list")).to_contain_text("2468")
    # Only the organiser can change it.
    expect(page.locator(".console-call a[href^='/desk']")).to_have_count(0)


@pytest.mark.parametrize("is_shown", [False, True])
def test_waiting_page_shows_the_call_without_its_pin_if_chosen(desk, visit, is_shown):
    code = desk.new_session()
    desk.post(f"/desk/{code}/lobby", mode="admit", names="")
    page = visit("ru", look=PHONE)
    page.goto(f"/join/{code}")
    page.locator("#name").fill("Ольга")
    page.locator("main form .button").click()
    expect(page.locator("#call")).to_be_hidden()

    desk.post(f"/desk/{code}/call", **CALL, **({"shown_waiting": "yes"} if is_shown else {}))
    with page.expect_response("**/lobby"):
        page.reload()

    expect(page.locator("#call")).to_be_visible(visible=is_shown)
    assert "2468" not in page.content()
    assert ("meet.example.org" in page.content()) is is_shown

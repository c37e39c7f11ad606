"""The pages as people use them: what is pressed where. Nothing is decided and no picture taken."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

PASSWORD = "bridge lantern orchard violin"


def submit(page: Page) -> None:
    page.locator("main form .button").first.click()


def sign_in(page: Page, link: str) -> None:
    """Use a sign-in link and choose a password."""
    page.goto(link)
    submit(page)
    page.goto("/password")
    page.locator("#new").fill(PASSWORD)
    page.locator("#again").fill(PASSWORD)
    submit(page)


def invite(page: Page, name: str, email: str, role: str, language: str) -> str:
    """Make an account; returns its link."""
    page.goto("/people")
    page.locator("#name").fill(name)
    page.locator("#email").fill(email)
    page.locator("#role").select_option(role)
    page.locator("#language").select_option(language)
    page.locator(".invite form .button").click()
    return page.locator("#link").input_value()


def new_session(page: Page, title: str = "", date: str = "", time: str = "") -> str:
    """Set a session up; returns its code."""
    page.goto("/desk/new")
    page.locator("#title").fill(title)
    page.locator("#date").fill(date)
    page.locator("#time").fill(time)
    submit(page)
    page.wait_for_url(re.compile(r"/desk/[A-Z0-9]{8}$"))
    return urlsplit(page.url).path.rsplit("/", 1)[1]


def appoint(page: Page, code: str, name: str) -> None:
    """Name somebody with an account as presenter."""
    page.goto(f"/desk/{code}")
    option = page.locator("#appoint option", has_text=name)
    page.locator("#appoint").select_option(option.get_attribute("value"))
    page.locator(".name-one .button").click()
    expect(page.locator(".account-row", has_text=name)).to_be_visible()


def join(page: Page, code: str, name: str) -> None:
    page.goto(f"/join/{code}")
    page.locator("#name").fill(name)
    submit(page)
    expect_connected(page)


def expect_connected(page: Page) -> None:
    shown = page.locator("[data-connection]")
    expect(shown).to_have_attribute("data-connection", "connected")


def place(page: Page, name: str) -> None:
    """Go to `slides`, `polls` or `steps` on a phone."""
    page.locator(f".dock-place[href='#{name}']").click()


def choose(page: Page, poll: str, *options: str) -> None:
    for option in options:
        page.locator(f"input[name$='-{poll}'][value='{option}']").check()


def vote(page: Page, poll: str, *options: str) -> None:
    """Choose, send, and see it counted."""
    choose(page, poll, *options)
    form = page.locator("form", has=page.locator(f"input[name$='-{poll}']"))
    form.locator(".button").click()
    expect(form.locator(".poll-status.good")).to_be_visible()


def answer(page: Page, nth: int) -> None:
    """To the step that is put: 0 agrees, 1 disagrees, 2 abstains."""
    put = page.locator("#steps .step.put")
    put.locator(".answer").nth(nth).click()
    expect(put.locator(".step-status.good")).to_be_visible()


def scroll_to(page: Page, selector: str) -> None:
    """So that it begins below what sticks to the top."""
    page.locator(selector).first.evaluate(
        "one => { const bar = document.querySelector('.room-bar').offsetHeight;"
        " scrollBy(0, one.getBoundingClientRect().top - bar - 8) }"
    )

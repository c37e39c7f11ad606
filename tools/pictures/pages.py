"""Uses the pages as people do; it decides nothing and takes no pictures."""

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


def sign_in_again(page: Page, email: str) -> None:
    page.goto("/sign-in")
    page.locator("#email").fill(email)
    page.locator("#password").fill(PASSWORD)
    submit(page)
    page.wait_for_url("**/desk")


def invite(page: Page, name: str, email: str, role: str, language: str) -> str:
    """Make an account and return its link."""
    page.goto("/people")
    page.locator("#name").fill(name)
    page.locator("#email").fill(email)
    page.locator("#role").select_option(role)
    page.locator("#language").select_option(language)
    page.locator(".invite form .button").click()
    return page.locator("#link").input_value()


def new_session(page: Page, title: str = "", date: str = "", time: str = "") -> str:
    """Set up a session and return its code."""
    page.goto("/desk/new")
    page.locator("#title").fill(title)
    page.locator("#date").fill(date)
    page.locator("#time").fill(time)
    submit(page)
    page.wait_for_url(re.compile(r"/desk/[A-Z0-9]{8}$"))
    return urlsplit(page.url).path.rsplit("/", 1)[1]


def name_by_link(page: Page, code: str, name: str, email: str, language: str) -> str:
    """Name a person without an account as presenter, and return the person's link."""
    page.goto(f"/desk/{code}")
    form = page.locator(".invite-helper")
    # It is open until somebody helps.
    if form.get_attribute("open") is None:
        form.locator("summary").click()
    form.locator("input[name='name']").fill(name)
    form.locator("input[name='email']").fill(email)
    form.locator("select[name='language']").select_option(language)
    form.locator(".button").click()
    return page.locator("#link").input_value()


def join(page: Page, code: str, name: str) -> None:
    page.goto(f"/join/{code}")
    page.locator("#name").fill(name)
    submit(page)
    expect_connected(page)


def expect_connected(page: Page) -> None:
    status = page.locator("[data-connection]")
    expect(status).to_have_attribute("data-connection", "connected")


def place(page: Page, name: str) -> None:
    """Go to `slides`, `polls` or `steps` on a phone, where it may be behind a button."""
    link, more = page.locator(f".dock-place[href='#{name}']"), page.locator(".dock-more")
    if more.is_visible() and not link.is_visible():
        more.click()
    link.click()


def choose(page: Page, poll: str, *options: str) -> None:
    for option in options:
        page.locator(f"input[name$='-{poll}'][value='{option}']").check()


def vote(page: Page, poll: str, *options: str) -> None:
    """Choose, send, and wait until the vote is counted."""
    choose(page, poll, *options)
    form = page.locator("form", has=page.locator(f"input[name$='-{poll}']"))
    form.locator(".button").click()
    # After an anonymous vote the form has no options by which it could be found.
    expect(page.locator("#slides .poll-status.good")).to_be_visible()


def answer(page: Page, nth: int) -> None:
    """Answer the step that is put with the nth of the five answers; 0 agrees."""
    step = page.locator("#steps .step.put")
    step.locator(".answer").nth(nth).click()
    expect(step.locator(".step-status.good")).to_be_visible()


def accept(page: Page) -> None:
    """Accept to own the step."""
    request = page.locator("#steps .step.asked")
    request.locator(".answer").first.click()
    expect(request).to_have_count(0)


def links_of_owners(page: Page) -> dict[str, str]:
    """Return the owners' personal links by name, from the page that lists them."""
    links = page.locator(".follow-step input[readonly]")
    expect(links.first).to_be_visible()
    names = page.locator(".follow-step h2").all_inner_texts()
    return dict(zip(names, [link.input_value() for link in links.all()], strict=True))


def report(page: Page, kind: str, note: str = "", step: int | None = None) -> None:
    """Report on an owner's page, or on the board for the owner of this step."""
    card = page.locator(f"#step-{step}" if step else ".follow-step").first
    kind_field = page.locator(f"input[name='kind'][value='{kind}']")
    form = card.locator("form", has=kind_field)
    details = card.locator("details", has=kind_field)
    details.evaluate_all("all => all.forEach((details) => { details.open = true })")
    if note:
        form.locator("textarea").fill(note)
    form.locator(".button").click()
    expect(page.locator(".follow-reports").first).to_be_visible()


def scroll_to(page: Page, selector: str) -> None:
    """Scroll until the element begins just below the bar at the top."""
    page.locator(selector).first.evaluate(
        "element => { const bar = document.querySelector('.room-bar').offsetHeight;"
        " scrollBy(0, element.getBoundingClientRect().top - bar - 8) }"
    )

"""The pages as people use them: what is pressed where. Nothing is decided and no picture taken."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

PASSWORD = "bridge lantern orchard violin"
AFTER = {"poll.open": "open", "poll.close": "closed", "poll.reveal": "revealed"}


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


class Console:
    """The presenter's console on any device."""

    def __init__(self, page: Page, code: str) -> None:
        self.page = page
        self._code = code

    def open(self) -> None:
        self.page.goto(f"/rooms/{self._code}/console")
        self._expect_link("connected")

    def start(self) -> None:
        form = self.page.locator("form[data-command='room.start']")
        form.locator(".button").click()
        expect(form).to_be_hidden()

    def end(self) -> None:
        self.page.locator(".console-top [data-opens='end-dialog']").click()
        self.page.locator("#end-dialog .button.stop").click()
        self._expect_link("ended")

    def go(self, slide: int) -> None:
        """Counted from 0."""
        self.page.locator(".console-position").click()
        button = self.page.locator(f"#slides-list button[value='{slide}']")
        button.click()
        expect(button).to_have_attribute("aria-current", "true")
        expect(self.page.locator("#slides-dialog")).to_be_hidden()

    def show(self, panel: str) -> None:
        """`run` (the polls), `people` or `steps`."""
        self.page.locator(f"#tabs [href='#{panel}']").click()
        expect(self.page.locator(f"#{panel}")).to_be_visible()

    def poll(self, command: str) -> None:
        """`poll.open`, `poll.close` or `poll.reveal` for the poll of this slide."""
        card = self.page.locator("#run-body > .console-card").first
        card.locator(f"form[data-command='{command}'] .button").click()
        shown = card.locator(".console-card-state strong")
        expect(shown).to_have_attribute("data-state", AFTER[command])

    def put(self, text: str) -> None:
        card = self._step(text)
        card.locator("form[data-command='step.put'] .button").click()
        expect(card).to_have_attribute("data-state", "put")

    def agree(self, text: str, owner: str, due: str) -> None:
        card = self._step(text)
        card.locator("[data-opens-form], .console-card-actions .button").first.click()
        card.locator("input[name='owner']").fill(owner)
        card.locator("input[name='due']").fill(due)
        card.locator("form", has=card.locator("input[name='due']")).locator(".button").first.click()
        expect(card).to_have_attribute("data-state", "agreed")

    def expect_everybody(self, count: int) -> None:
        """So many are here, of as many, and nobody is lost."""
        bar = self.page.locator("#bar")
        expect(bar.locator("[data-part='here']")).to_have_text(
            re.compile(rf"\b{count}\b.*\b{count}\b")
        )
        expect(bar.locator("[data-part='lost']")).to_have_text("")

    def expect_votes(self, count: int) -> None:
        card = self.page.locator("#run-body > .console-card").first
        expect(card).to_contain_text(re.compile(rf"\b{count}\b"))

    def _step(self, text: str) -> object:
        raise NotImplementedError

    def _expect_link(self, state: str) -> None:
        link = self.page.locator("#bar [data-part='link']")
        expect(link).to_have_attribute("data-state", state)

"""The presenter's console as a presenter uses it, on any device."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect


class Console:
    """The console of one session."""

    def __init__(self, page: Page, code: str) -> None:
        self.page = page
        self._code = code

    def open(self) -> None:
        """Load it, also again, after the server's clock was set."""
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
        """Choose a slide, counted from 0, from the list."""
        self.page.locator(".console-position").click()
        button = self.page.locator(f"#slides-list button[value='{slide}']")
        button.click()
        expect(button).to_have_attribute("aria-current", "true")
        expect(self.page.locator("#slides-dialog")).to_be_hidden()

    def show(self, panel: str) -> None:
        """`run` (the polls), `people` or `steps`."""
        self.page.locator(f"#tabs [href='#{panel}']").click()
        expect(self.page.locator(f"#{panel}")).to_be_visible()

    def run_poll(self, until: str) -> None:
        """Press the button of the poll of this slide, after which it is in this state."""
        self._click(self.poll.locator(".row .button"))
        shown = self.poll.locator(".console-card-state strong")
        expect(shown).to_have_attribute("data-state", until)

    def put(self, text: str) -> None:
        """Put a step to everyone."""
        self._press(text)
        expect(self._step(text)).to_have_attribute("data-state", "put")

    def agree(self, text: str, owner: str, due: str) -> None:
        """Record the step that is put as agreed."""
        self._press(text)
        card = self._step(text)
        card.locator("input[name='owner']").fill(owner)
        card.locator("input[name='due']").fill(due)
        self._press(text)
        expect(card).to_have_attribute("data-state", "agreed")

    def expect_everybody(self, count: int) -> None:
        """So many are here, of as many, and nobody is lost."""
        bar = self.page.locator("#bar")
        words = re.compile(rf"\b{count}\b.*\b{count}\b")
        expect(bar.locator("[data-part='here']")).to_have_text(words)
        expect(bar.locator("[data-part='lost']")).to_have_text("")

    def expect_voters(self, count: int) -> None:
        state = self.poll.locator(".console-card-state")
        expect(state).to_contain_text(re.compile(rf"\b{count} answered"))

    @property
    def poll(self) -> Locator:
        """The card of the poll of the moment."""
        return self.page.locator("#run-body > .console-card").first

    def _step(self, text: str) -> Locator:
        title = self.page.locator(".console-card-title", has_text=text)
        return self.page.locator("#steps-body article", has=title)

    def _press(self, text: str) -> None:
        self._click(self._step(text).locator(".row .button").first)

    def _click(self, button: Locator) -> None:
        """And point at nothing afterwards."""
        button.click()
        self.page.mouse.move(0, 0)

    def _expect_link(self, state: str) -> None:
        link = self.page.locator("#bar [data-part='link']")
        expect(link).to_have_attribute("data-state", state)

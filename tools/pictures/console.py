"""Uses the presenter's console as a presenter does, on any device."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

# A step closes only when all answers have come or the wait for late ones is over.
LAST_ANSWERS_MS = 20_000
SLIP_MS = 800
# With few answers, *Open again* stands before *Show results*.
POLL_COMMANDS = {"open": "poll.open", "closed": "poll.close", "revealed": "poll.reveal"}

# `scrollIntoView` would move the console, too.
SCROLL_IN_PANEL = """element => {
  let panel = element.parentElement;
  while (getComputedStyle(panel).overflowY === "visible") panel = panel.parentElement;
  panel.scrollTop += element.getBoundingClientRect().top - panel.getBoundingClientRect().top;
}"""


class Console:
    """The console of one session."""

    def __init__(self, page: Page, code: str) -> None:
        self.page = page
        self._code = code

    def open(self) -> None:
        """Load the console; call this again after the server's clock was set."""
        self.page.goto(f"/rooms/{self._code}/console")
        self._expect_link("connected")

    def start(self) -> None:
        form = self.page.locator("form[data-command='room.start']")
        form.locator(".button").click()
        expect(form).to_be_hidden()

    def end(self) -> None:
        self.page.locator("#bar [data-opens='end-dialog']").click()
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
        """Show the panel `run` (the polls), `people` or `steps`."""
        tab = self.page.locator(f"#tabs [href='#{panel}']")
        if tab.is_visible():
            tab.click()
        else:
            self.page.locator(".console-tools-menu > summary").click()
            self.page.locator(f"#tiles [data-panel='{panel}']").click()
        expect(self.page.locator(f"#{panel}")).to_be_visible()

    def run_poll(self, state: str) -> None:
        """Press the button that takes the slide's poll to this state, and wait for it."""
        moment = self.page.locator(".moment")
        # The card takes an earlier press for the second one of a double click.
        self.page.wait_for_timeout(SLIP_MS)
        self._click(moment.locator(f".moment-act [data-act='{POLL_COMMANDS[state]}']"))
        expect(moment.locator(".moment-state strong")).to_have_attribute("data-state", state)

    def put(self, text: str) -> None:
        """Put a step to everyone."""
        self._press(text)
        expect(self._step(text)).to_have_attribute("data-state", "put")

    def close(self, text: str) -> None:
        """Close the step that is put, and wait for the outcome by the rule."""
        self._press(text)
        outcome = self._step(text).locator(".step-outcome")
        expect(outcome).to_be_visible(timeout=LAST_ANSWERS_MS)

    def translate(self, text: str, language: str, translation: str) -> None:
        form = self._form(text, "translate")
        form.locator("select").select_option(language)
        form.locator("textarea").fill(translation)
        self._save(form)

    def ask(self, text: str, name: str) -> None:
        """Ask a participant to own an agreed step."""
        form = self._form(text, "own")
        form.locator("[name='member']").select_option(label=name)
        self._save(form)

    def ask_role(self, text: str, role: str) -> None:
        """Ask a role, and note that its holder has accepted on paper."""
        form = self._form(text, "own")
        form.locator("[name='role']").fill(role)
        self._save(form)
        self._click(self._step(text).locator(".step-owner .button").first)
        self.expect_owned(text)

    def detail(self, text: str, **fields: str) -> None:
        """Fill in `due`, `check_back` (ISO dates), `indicator` or `evidence`."""
        form = self._form(text, "details")
        for name, value in fields.items():
            form.locator(f"[name='{name}']").fill(value)
        self._save(form)

    def scroll_to(self, text: str) -> None:
        """Scroll until the step begins at the top of its panel."""
        self._step(text).evaluate(SCROLL_IN_PANEL)

    def expect_owned(self, text: str) -> None:
        expect(self._step(text)).to_have_attribute("data-state", "owned")

    def expect_everybody(self, count: int) -> None:
        """Expect that all `count` people are here and nobody is lost."""
        bar = self.page.locator("#bar")
        words = re.compile(rf"\b{count}\b.*\b{count}\b")
        expect(bar.locator("[data-part='here']")).to_have_text(words)
        expect(bar.locator("[data-part='lost']")).to_have_text("")

    def expect_voters(self, count: int) -> None:
        state = self.page.locator(".moment-state")
        expect(state).to_contain_text(re.compile(rf"\b{count} answered"))

    def _step(self, text: str) -> Locator:
        title = self.page.locator(".console-card-title", has_text=text)
        return self.page.locator("#steps-body article", has=title)

    def _form(self, text: str, name: str) -> Locator:
        """Open and return one of the forms of a step."""
        step = self._step(text)
        button = step.locator(f"button[id$='-{name}']")
        if not button.is_visible():
            step.locator(".step-more > summary").click()
        button.click()
        return step.locator(".step-form-open")

    def _save(self, form: Locator) -> None:
        self._click(form.locator(".row .button").first)
        expect(form).to_be_hidden()

    def _press(self, text: str) -> None:
        self._click(self._step(text).locator(".row .button").first)

    def _click(self, button: Locator) -> None:
        """Click, and then move the pointer away."""
        button.click()
        self.page.mouse.move(0, 0)

    def _expect_link(self, state: str) -> None:
        link = self.page.locator("#bar [data-part='link']")
        expect(link).to_have_attribute("data-state", state)

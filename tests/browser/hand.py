"""An organiser at a page, whose clicks and filled fields are counted."""

from playwright.sync_api import Page, expect


class Hand:
    """Uses a page as a person does, and counts what that takes since the last `begin`."""

    def __init__(self, page: Page):
        self.page = page
        self.clicks = self.fields = 0

    def begin(self):
        """Start a task on the page of today."""
        self.page.goto("/desk")
        self.clicks = self.fields = 0

    def click(self, name, within="main"):
        """Press the first link or button that has these words."""
        self.press(
            self.page.locator(within).locator("a, button, summary").filter(has_text=name).first
        )

    def press(self, target):
        target.click()
        self.clicks += 1

    def fill(self, selector, value):
        self.page.locator(selector).fill(value)
        self.fields += 1

    def choose(self, selector, **option):
        self.page.locator(selector).select_option(**option)
        self.fields += 1

    def download(self, name):
        """Press what answers with a file; returns the file's name."""
        with self.page.expect_download() as download:
            self.click(name)
        return download.value.suggested_filename

    def expect_said(self, words):
        expect(self.page.locator(".notice").filter(has_text=words).first).to_be_visible()

    @property
    def effort(self):
        """The clicks and the filled fields."""
        return self.clicks, self.fields

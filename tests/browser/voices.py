"""Speaking and listening on the pages of a session."""

from playwright.sync_api import expect

from tests.protocol.waiting import until

PLAYED = "document.querySelector('audio').currentTime"


def press(page, label):
    page.get_by_role("button", name=label, exact=True).click()


def begin_speaking(page):
    press(page, "Speak")
    expect(page.locator("#voice .voice-state")).to_have_text("You are speaking")


def expect_sound(page):
    """The page plays, and goes on playing, what it receives."""
    expect(page.locator(".voice-who[data-on]")).to_have_attribute("data-on", "true")
    start = page.evaluate(PLAYED)
    until(lambda: page.evaluate(PLAYED) > start + 1, problem="no sound plays")

"""A participant on the smallest phone who may speak while a poll is open."""

import pytest
from playwright.sync_api import expect

from tests.browser.sizes import resize
from tests.browser.test_talk import hold, let_speak
from tests.browser.voices import begin_speaking

POLL = "last-year"
AIGERIM = "Айгерим"
SMALLEST = {"width": 320, "height": 568}
SIGNALS = ".dock-signals"

# Returns the parts of the poll that can be seen and pressed, after it is scrolled to its options.
SEEN = """
() => {
  const options = [...document.querySelectorAll("#slides .poll-options > .choice")];
  options[0].scrollIntoView({ block: "start" });
  const seen = options.filter((option) => {
    const { left, width, top } = option.getBoundingClientRect();
    return option.contains(document.elementFromPoint(left + width / 2, top + 20));
  });
  return seen.length;
}
"""


@pytest.fixture
def speaker(run, lesson, console, follower):
    """She hears that somebody speaks, opens the signals, raises her hand, and may speak."""
    run.go(lesson.number(POLL))
    run.open(POLL)
    speaker = follower(AIGERIM, "kk")
    resize(speaker.page, SMALLEST)
    begin_speaking(console.page)
    expect(speaker.page.locator(".dock > .voice")).to_be_visible()
    speaker.raise_hand()
    expect(speaker.page.locator(SIGNALS)).to_be_visible()
    let_speak(console, AIGERIM)
    expect(speaker.page.locator(".talk-hold")).to_have_attribute("aria-disabled", "false")
    return speaker


def test_row_with_the_hand_is_folded_and_the_options_can_be_seen(speaker):
    expect(speaker.page.locator(SIGNALS)).to_be_hidden()
    expect(speaker.page.locator(".dock-hand")).to_have_attribute("aria-expanded", "false")

    assert speaker.page.evaluate(SEEN) >= 2


def test_button_to_talk_stays_under_the_thumb_that_lets_it_go(speaker):
    speaker.open_signals()
    expect(speaker.page.locator(SIGNALS)).to_be_visible()
    button = speaker.page.locator(".talk-hold")
    before = button.bounding_box()
    hold(speaker.page)
    expect(button).to_have_attribute("aria-pressed", "true")
    assert button.bounding_box() == before

    speaker.page.mouse.up()

    expect(button).to_have_attribute("aria-pressed", "false")
    assert button.bounding_box() == before
    speaker.page.locator("#slides .slide-title").click(position={"x": 4, "y": 4})
    expect(speaker.page.locator(SIGNALS)).to_be_hidden()

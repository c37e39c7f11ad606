"""A phone shows that the options of an open poll go on below its button."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.sizes import resize

POLL = "last-year"
NO_SHADOW = ".poll-options::after { visibility: hidden }"
ADOPT = """
(text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [sheet];
}
"""
# Returns whether the last option is, in part, below the upper edge of the foot.
IS_MORE_BELOW = """
(foot) => {
  const last = [...document.querySelectorAll("#slides .poll-options > .choice")].pop();
  return last.getBoundingClientRect().bottom > foot.getBoundingClientRect().top;
}
"""


@pytest.fixture
def foot(run, lesson, join):
    run.go(lesson.number(POLL))
    run.open(POLL)
    reader = join(run.code, "Айгерим", "ru", look=PHONE)
    reader.expect_extras()
    expect(reader.page.locator("#slides .poll.open")).to_be_visible()
    return reader.page.locator("#slides .poll-foot")


def has_shadow(foot):
    """Whether the pixels right above and below the edge change when the shadow is taken away."""
    box = foot.bounding_box()
    clip = {**box, "y": box["y"] - 16, "height": 80}
    with_shadow = foot.page.screenshot(clip=clip)
    foot.page.evaluate(ADOPT, NO_SHADOW)
    without = foot.page.screenshot(clip=clip)
    foot.page.evaluate(ADOPT, "")
    return with_shadow != without


@pytest.mark.parametrize("height", range(580, 660, 16))
def test_shadow_above_the_button_says_that_there_are_more_options(height, foot):
    resize(foot.page, {"width": 360, "height": height})
    assert foot.evaluate(IS_MORE_BELOW)
    assert has_shadow(foot)

    foot.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")

    assert not foot.evaluate(IS_MORE_BELOW)
    assert not has_shadow(foot)

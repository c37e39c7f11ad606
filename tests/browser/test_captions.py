"""Captions on a narrow phone: the newest line is whole and disappears when the speech ends."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE

LINE = (
    "Мектептегі бір реттік кездесу балалардың мінез-құлқын өзгертпейді, "
    "ал топтама сабақтар өзгертеді"
)
# Longer than any line stays visible, in ms.
SILENCE_MS = 21_000

IS_WHOLE = """
(lane) => {
  const newest = lane.querySelector("p:last-child").getBoundingClientRect();
  const { top, bottom } = lane.getBoundingClientRect();
  const parts = [...lane.querySelectorAll("p")].filter((line) => {
    const box = line.getBoundingClientRect();
    return box.height && (box.top < top - 1 || box.bottom > bottom + 1);
  });
  return newest.height > 0 && parts.length === 0;
}
"""


@pytest.fixture
def say(say_in):
    """Types a line in Kazakh."""
    return say_in("kk")


@pytest.mark.parametrize("size", [100, 200])
def test_long_line_is_visible_from_beginning_to_end(size, run, say, join):
    look = {**PHONE, "viewport": {"width": 320, "height": 640}}
    page = join(run.code, "Айгерим", "kk", look=look).page
    for _ in range((size - 100) // 25):
        page.locator(".text-size .larger").click()
    run.do("step.propose", text="Meet the parents", language="en")
    run.do("step.put", step="1")
    expect(page.locator(".dock-offer")).to_be_visible()
    say(f"1. {LINE}")

    say(f"2. {LINE}")

    lane = page.locator(".captions-lines")
    expect(lane.locator("p").last).to_have_text(f"2. {LINE}")
    assert lane.evaluate(IS_WHOLE)


def test_last_line_disappears_when_none_follows(run, say, visit, enter):
    page = visit("kk", look=PHONE)
    page.clock.install()
    enter(page, run.code, "Айгерим").expect_extras()
    say(LINE)
    lane = page.locator(".captions-lines")
    expect(lane).to_be_visible()

    page.clock.fast_forward(SILENCE_MS)

    expect(lane).to_be_hidden()
    say("Сөз")
    expect(lane).to_be_visible()


def test_line_in_dari_that_begins_in_latin_letters_runs_from_right_to_left(run, say_in, join):
    page = join(run.code, "Reader", "prs", look=PHONE).page

    say_in("prs")("WHO می‌گوید که پیشگیری کار می‌کند")

    line = page.locator(".captions-lines p").last
    expect(line).to_contain_text("WHO")
    assert line.evaluate("line => getComputedStyle(line).direction") == "rtl"

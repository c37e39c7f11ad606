"""A console without a connection says why its buttons are off, beside them, and moves nothing."""

import pytest
from playwright.sync_api import expect

from tests.browser.console import Console
from tests.browser.sizes import resize

LAPTOP_SIZE = {"width": 1366, "height": 768}
PHONE_SIZE = {"width": 360, "height": 640}
POLL = "last-year"

# Returns where everything stands that a presenter may press.
PLACES = """
() => [...document.querySelectorAll("#move .button, #move select, .moment .button, .console-tab")]
  .map((control) => control.getBoundingClientRect())
  .map(({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" "))
"""
# Returns whether the reason's place shows the whole of these words.
FITS = """
(reason, words) => {
  const before = reason.textContent;
  reason.textContent = words;
  const fits = reason.scrollWidth <= reason.clientWidth;
  reason.textContent = before;
  return fits;
}
"""


@pytest.mark.parametrize("size", [LAPTOP_SIZE, PHONE_SIZE], ids=["laptop", "phone"])
@pytest.mark.parametrize("language", ["en", "ru", "kk", "prs"])
def test_reason_stands_beside_what_is_off(language, size, host, lesson):
    presenter = host(language)
    run = presenter.run(presenter.new_session(module="prevention-science"))
    run.start()
    console = Console(presenter.open()).open(run.code)
    page = console.page
    resize(page, size)
    console.go(lesson.number(POLL))
    expect(page.locator(".moment-act .button").first).to_be_visible()
    tools = page.locator(".pointer-switch")
    expect(tools).to_have_count(2)
    places = page.evaluate(PLACES)

    page.watch.is_cut = True
    page.context.set_offline(True)
    console.expect_connection("offline")

    reason = page.locator("#move [data-part='moveLink']")
    expect(reason).to_have_text(console.words["No connection"])
    expect(page.locator(".moment-state")).to_contain_text(console.words["No connection"])
    for tool in tools.all():
        expect(tool).to_have_attribute("aria-disabled", "true")
    assert page.evaluate(PLACES) == places
    label = page.locator("#move [data-part='next'] span").bounding_box()
    assert label["y"] + label["height"] <= reason.bounding_box()["y"] + 1
    for words in ("No connection", "Connecting…", "Not connected"):
        assert reason.evaluate(FITS, console.words[words]), words

    page.context.set_offline(False)
    console.expect_connection("connected")
    expect(reason).to_be_hidden()
    expect(tools.first).to_have_attribute("aria-disabled", "false")
    assert page.evaluate(PLACES) == places

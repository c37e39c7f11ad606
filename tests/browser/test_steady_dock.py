"""The foot of a participant's room keeps its buttons in place, whatever comes or is said."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.sizes import resize
from tests.browser.voices import begin_speaking

LAPTOPS = ((1366, 768), (1024, 768))
SMALLEST = {"width": 320, "height": 568}
SIGNALS = ".dock-signals .button"
# Returns left, top, width and height of each button, in px.
BOXES = """
(buttons) => buttons.map((button) => button.getBoundingClientRect())
  .map(({ x, y, width, height }) => [x, y, width, height].map(Math.round))
"""
# Returns whether something is above the middle of the element.
COVERED = """
(element) => {
  const { left, width, top, height } = element.getBoundingClientRect();
  return !element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}
"""


def boxes(someone):
    return someone.page.locator(SIGNALS).evaluate_all(BOXES)


def press_signal(someone, word):
    label = someone.words[word]
    someone.page.locator(".dock-signals").get_by_role("button", name=label, exact=True).click()


def expect_said(someone, text):
    expect(someone.page.locator(".signals-state")).to_have_text(someone.words[text])


@pytest.mark.parametrize("language", ["ru", "kk", "prs"])
@pytest.mark.parametrize("size", LAPTOPS, ids=str)
def test_signals_stay_under_the_pointer_on_a_laptop(size, language, run, join, console):
    reader = join(run.code, "Айгерим", language)
    resize(reader.page, {"width": size[0], "height": size[1]})
    reader.expect_extras()
    expect(reader.page.locator(SIGNALS)).to_have_count(3)
    before = boxes(reader)

    press_signal(reader, ("a signal to the presenter", "Slower"))
    expect_said(reader, "The presenter sees your signal for three minutes.")
    assert boxes(reader) == before
    press_signal(reader, "Raise hand")
    expect_said(reader, "Your hand is raised. You will be called.")
    assert boxes(reader) == before
    begin_speaking(console.page)
    expect(reader.page.locator(".dock > .voice .button")).to_be_visible()

    assert boxes(reader) == before


@pytest.mark.parametrize("language", ["ru", "kk", "prs"])
@pytest.mark.parametrize("width", [360, 320])
def test_signals_stay_under_the_thumb_while_they_are_answered(width, language, run, join):
    reader = join(run.code, "Айгерим", language, look=PHONE)
    resize(reader.page, {"width": width, "height": 640})
    reader.expect_extras()
    reader.open_signals()
    before = [top for _, top, *_ in boxes(reader)]

    press_signal(reader, ("a signal to the presenter", "Slower"))

    expect_said(reader, "The presenter sees your signal for three minutes.")
    assert [top for _, top, *_ in boxes(reader)] == before


@pytest.mark.parametrize("language", ["ru", "kk", "prs"])
@pytest.mark.parametrize("text", ["normal", "large"])
def test_phone_shows_at_once_that_it_is_not_at_the_presenters_slide(text, language, run, join):
    run.go(5)
    reader = join(run.code, "Айгерим", language, look=PHONE)
    resize(reader.page, SMALLEST)
    reader.expect_extras()
    if text == "large":
        for _ in range(4):
            reader.page.locator(".text-size .larger").click()
    moves = reader.page.locator(".slide-foot .button:not(.slide-return)")
    moves.first.click()
    expect(reader.page.locator(".slide-return")).to_be_in_viewport(ratio=1)
    covered = reader.page.locator(".slide-return").evaluate(COVERED)
    back = moves.first.bounding_box()

    moves.first.click()

    assert not covered
    expect(reader.page.locator(".slide-return")).to_be_in_viewport(ratio=1)
    assert moves.first.bounding_box() == back
    assert reader.page.evaluate("scrollY") < SMALLEST["height"]
    reader.page.locator(".slide-return").click()
    expect(reader.page.locator(".slide-return")).to_have_count(0)

"""On a small phone, the options, the button and what becomes of a vote are in sight."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.lesson import Lesson
from tests.protocol.waiting import until

# An anonymous poll.
MODULE, POLL = "role-of-law-enforcement", "count-outcomes"
SMALL = {**PHONE, "viewport": {"width": 320, "height": 568}}

# Returns whether all of the element can be seen and pressed without scrolling.
IS_WHOLE = """
(element) => {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const xs = [left + 6, right - 6];
  const spots = xs.flatMap((x) => [top + 6, bottom - 6].map((y) => [x, y]));
  const isSeen = ([x, y]) => element.contains(document.elementFromPoint(x, y));
  return scrollY === 0 && spots.every(isSeen);
}
"""


def test_confirmation_of_an_anonymous_vote_is_in_sight(desk, taught, join):
    run = desk.run(desk.new_session(module=MODULE))
    run.start()
    run.go(Lesson(taught, MODULE).number(POLL))
    phone = join(run.code, "Ольга", "ru", look=SMALL)
    run.open(POLL)
    options = phone.page.locator("#slides .poll.open .choice")
    expect(options.last).to_be_visible()
    # A call elsewhere, captions and links make the page longer below the poll.
    phone.page.locator("#main").evaluate("main => { main.style.paddingBlockEnd = '40rem' }")
    options.last.tap()
    vote = phone.page.locator("#slides .poll.open .poll-foot .button")
    vote.evaluate("button => button.closest('.poll-foot').scrollIntoView()")

    vote.tap()

    status = phone.page.locator("#slides .poll-status.good")
    expect(status).to_be_in_viewport(ratio=1)
    line, bar, dock = (
        part.bounding_box()
        for part in (status, phone.page.locator(".room-bar"), phone.page.locator(".dock"))
    )
    assert bar["y"] + bar["height"] <= line["y"]
    assert line["y"] + line["height"] <= dock["y"]


def test_result_begins_with_its_question(desk, taught, join):
    """The voter has scrolled down to the button; the result replaces all that was above it."""
    run = desk.run(desk.new_session(module="prevention-science"))
    run.start()
    lesson = Lesson(taught, "prevention-science")
    run.go(lesson.number("last-year"))
    phone = join(run.code, "Айдос", "kk", look=SMALL)
    run.open("last-year")
    phone.vote("last-year", lesson.keys("last-year")[-1])
    expect(phone.page.locator("#slides .poll-status.good")).to_be_in_viewport(ratio=1)
    title = phone.page.locator("#slides .slide-title")
    expect(title).not_to_be_in_viewport()

    run.close("last-year")
    run.reveal("last-year")

    expect(phone.page.locator("#slides .poll.revealed")).to_be_visible()
    expect(title).to_be_in_viewport(ratio=1)


# The question in Russian alone fills half of this screen.
@pytest.mark.parametrize("language", ["kk", "prs"])
def test_first_option_and_button_are_in_sight_in_the_largest_letters(language, run, taught, join):
    run.go(Lesson(taught, MODULE).number(POLL))
    reader = join(run.code, "Айгерим", language, look=SMALL)
    reader.expect_extras()
    for _ in range(4):
        reader.page.locator(".text-size .larger").click()
    run.open(POLL)
    poll = reader.page.locator("#slides .poll.open")
    expect(poll).to_be_visible()
    parts = (poll.locator(".choice").first, poll.locator(".poll-foot .button"))

    def are_whole():
        # The page may still bring the poll into sight.
        reader.page.evaluate("scrollTo(0, 0)")
        return all(part.evaluate(IS_WHOLE) for part in parts)

    until(are_whole, problem="the option or the button is not in sight")

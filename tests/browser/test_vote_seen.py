"""On a small phone, what becomes of a vote is in sight, although a sealed poll has no options."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.lesson import Lesson

# An anonymous poll.
MODULE, POLL = "role-of-law-enforcement", "count-outcomes"
SMALL = {**PHONE, "viewport": {"width": 320, "height": 568}}


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

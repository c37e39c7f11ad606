"""A choice that was not sent when its poll closed is named where the participant looks."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.sizes import resize
from tests.browser.test_steady_dock import COVERED, SMALLEST

POLL = "last-year"


@pytest.fixture
def reader(run, lesson, join):
    run.go(lesson.number(POLL))
    run.open(POLL)
    reader = join(run.code, "Айгерим", "kk", look=PHONE)
    resize(reader.page, SMALLEST)
    reader.expect_extras()
    return reader


@pytest.mark.parametrize("text", ["normal", "large"])
@pytest.mark.parametrize("option", [0, -1], ids=["first", "last"])
def test_choice_that_was_not_sent_is_named_in_sight_when_the_poll_closes(
    option, text, run, lesson, reader
):
    if text == "large":
        for _ in range(4):
            reader.page.locator(".text-size .larger").click()
    reader.choose(POLL, lesson.keys(POLL)[option])

    run.close(POLL)

    reader.expect_status(POLL, "Poll closed. Your choice was not sent.")
    status = reader.card(POLL).locator(".poll-status")
    expect(status).to_be_in_viewport()
    assert not status.evaluate(COVERED)


def test_participant_who_chose_nothing_finds_the_options_in_place(run, reader):
    first = reader.card(POLL).locator(".choice").first
    expect(first).to_be_in_viewport()

    run.close(POLL)

    reader.expect_status(POLL, "Poll closed. You did not answer.")
    status, last = (
        reader.card(POLL).locator(".poll-status"),
        reader.card(POLL).locator(".choice").last,
    )
    assert status.bounding_box()["y"] > last.bounding_box()["y"]

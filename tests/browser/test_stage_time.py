"""Time on the projector: the clock of group work, and of a break."""

import pytest
from playwright.sync_api import expect

from tests.browser.console import Stage
from tests.browser.sizes import resize

QUIZ, QUIZ_SLIDE = "outcomes", 5
# The height of the digits on a projector of 1920 by 1080.
CLOCK_PX = 120


@pytest.fixture
def stage(desk, run):
    stage = Stage(desk.open()).open(run.code)
    resize(stage.page, {"width": 1920, "height": 1080})
    return stage


def test_group_work_has_a_large_clock_that_covers_nothing(stage, run, join, lesson):
    stage.page.locator("#tools select").first.select_option("kk", force=True)
    join(run.code, "Ольга", "ru")
    join(run.code, "Rosa", "en")
    run.wait_for(2)
    run.do("groups.draft", split="random", size="2")
    run.do("groups.start", minutes="15")

    clock = stage.page.locator(".stage-activity")
    expect(clock).to_contain_text(stage.words["Group work"])
    expect(clock.locator("strong")).to_contain_text("14:")
    assert clock.locator("strong").bounding_box()["height"] >= CLOCK_PX
    show, box = (part.bounding_box() for part in (stage.page.locator("#show"), clock))
    assert show["y"] + show["height"] <= box["y"]
    run.do("groups.close")
    expect(clock).to_have_count(0)


def test_countdown_of_a_host_replaces_the_clock_of_group_work(stage, run, join):
    join(run.code, "Ольга", "ru")
    join(run.code, "Rosa", "en")
    run.wait_for(2)
    run.do("groups.draft", split="random", size="2")
    run.do("groups.start", minutes="15")
    run.do("countdown.start", minutes="5", label="discussion")

    clock = stage.page.locator(".stage-activity")
    expect(clock).to_have_count(1)
    expect(clock).to_contain_text(stage.words["Discussion"])


def test_break_fills_the_stage_with_its_end_and_the_time_left(stage, run):
    run.do("break.start", minutes="10")

    pause = stage.page.locator(".stage-break")
    expect(pause).to_contain_text(stage.words["Time left"])
    assert pause.locator(".stage-break-clock").bounding_box()["height"] > 3 * CLOCK_PX * 0.9


def test_foot_asks_nobody_for_an_answer_while_a_break_covers_the_poll(stage, run):
    run.go(QUIZ_SLIDE)
    run.open(QUIZ)
    foot = stage.page.locator(".stage-foot")
    expect(foot).to_have_attribute("data-asks", "true")

    run.do("break.start", minutes="10")

    expect(foot).to_have_attribute("data-asks", "false")
    expect(foot).to_contain_text(stage.words["Poll"])
    run.do("timing.end")
    expect(foot).to_have_attribute("data-asks", "true")

"""The presenter's marker: passages of the slide stay marked on every screen, in every language."""

import pytest
from playwright.sync_api import expect

from tests.browser.console import Stage
from tests.browser.lesson import Lesson

MODULE = "policing-science"

MARKED = "[data-marked]"
SLIDE = "skipped-step"


@pytest.fixture
def lesson(taught):
    return Lesson(taught, "policing-science")


@pytest.fixture
def stage(desk, run):
    return Stage(desk.open()).open(run.code)


@pytest.fixture
def marking(console, lesson):
    """The console at a slide with a list, with its marker switched on."""
    console.go(lesson.number(SLIDE))
    switch(console).click()
    return console


def switch(console):
    return console.page.locator("#view [data-part='mark']")


def line(console, number):
    return console.page.locator("#view [data-part='now'] .prose li").nth(number)


def marked(page, frame):
    return page.locator(f"{frame} {MARKED}")


def test_marked_lines_stay_for_everybody_in_their_language(marking, stage, follower):
    olga, dilbar = follower("Ольга", "ru"), follower("Дилбар", "prs")

    line(marking, 0).click()
    line(marking, 1).click()

    for page, frame in ((olga.page, "#slides"), (dilbar.page, "#slides"), (stage.page, "#show")):
        expect(marked(page, frame)).to_have_count(2)
        second = page.locator(f"{frame} .prose li").nth(1)
        expect(marked(page, frame).nth(1)).to_have_text(second.inner_text())
    announcement = olga.words["Marked: {text}"].split("{")[0]
    expect(olga.page.locator("[role=status]", has_text=announcement)).to_have_count(1)

    line(marking, 0).click()
    for page, frame in ((olga.page, "#slides"), (stage.page, "#show"), (marking.page, "#view")):
        expect(marked(page, frame)).to_have_count(1)


def test_latecomer_sees_the_marks_and_a_reloaded_page_keeps_them(marking, follower):
    line(marking, 0).click()
    expect(marked(marking.page, "#view")).to_have_count(1)

    olga = follower("Ольга", "ru")

    expect(marked(olga.page, "#slides")).to_have_count(1)
    olga.page.reload()
    expect(marked(olga.page, "#slides")).to_have_count(1)


def test_one_press_clears_all_marks_and_so_does_the_next_slide(marking, follower, lesson):
    olga = follower("Ольга", "ru")
    line(marking, 0).click()
    line(marking, 1).click()
    expect(marked(olga.page, "#slides")).to_have_count(2)

    marking.page.locator("#view [data-part='unmark']").click()
    expect(marked(olga.page, "#slides")).to_have_count(0)
    expect(marking.page.locator("#view [data-part='unmark']")).to_be_hidden()

    line(marking, 1).click()
    expect(marked(olga.page, "#slides")).to_have_count(1)
    marking.next()
    expect(olga.page.locator("#slides .slide-title")).not_to_have_text(lesson.title(SLIDE, "ru"))
    marking.page.locator("#move [data-part='back'] .button").click()
    expect(olga.page.locator("#slides .slide-title")).to_have_text(lesson.title(SLIDE, "ru"))
    expect(marked(olga.page, "#slides")).to_have_count(0)


def test_marker_works_by_keys(marking, follower):
    olga = follower("Ольга", "ru")
    keys = marking.page.keyboard

    keys.press("ArrowDown")
    keys.press("ArrowDown")
    expect(marking.page.locator("[data-chosen]")).to_have_count(1)
    expect(marked(olga.page, "#slides")).to_have_count(0)
    keys.press("Space")

    first = olga.page.locator("#slides .prose p").first
    expect(marked(olga.page, "#slides")).to_have_text(first.inner_text())
    keys.press("Escape")
    expect(switch(marking)).to_have_attribute("aria-pressed", "false")
    expect(marking.page.locator("[data-chosen]")).to_have_count(0)
    expect(marked(olga.page, "#slides")).to_have_count(1)


def test_pointer_and_marker_are_not_on_together(marking):
    pointer = marking.page.locator("#view [data-part='point']")

    pointer.click()

    expect(pointer).to_have_attribute("aria-pressed", "true")
    expect(switch(marking)).to_have_attribute("aria-pressed", "false")
    line(marking, 0).click()
    expect(marking.page.locator("#view [data-pointed]")).to_have_count(1)
    expect(marked(marking.page, "#view")).to_have_count(0)


def test_marks_move_nothing_and_interpreters_see_them(marking, follower, interpreter, auditor):
    olga, desk = follower("Ольга", "ru"), interpreter("Dana", "kk")
    lines = olga.page.locator("#slides .prose li")
    before = [each.bounding_box() for each in lines.all()]

    line(marking, 0).click()
    line(marking, 1).click()

    expect(marked(olga.page, "#slides")).to_have_count(2)
    assert [each.bounding_box() for each in lines.all()] == before
    expect(marked(desk, "#ahead [data-now='true']")).to_have_count(4)
    auditor.look(olga.page, "participant, marked lines")
    auditor.look(marking.page, "console, marking")
    auditor.expect_nothing()

"""The presenter's pointer: the same line marked on every screen, in every language."""

import pytest
from playwright.sync_api import expect

from tests.browser.console import Stage
from tests.browser.lesson import Lesson
from tests.browser.sizes import resize
from tests.protocol.waiting import until

MODULE = "policing-science"

MARKED = "[data-pointed]"


@pytest.fixture
def lesson(taught):
    return Lesson(taught, "policing-science")


@pytest.fixture
def stage(desk, run):
    return Stage(desk.open()).open(run.code)


@pytest.fixture
def go(console, lesson):
    """The presenter goes to a slide; these screens follow in their languages."""

    def go(slide, *screens):
        console.go(lesson.number(slide))
        for screen, language in screens:
            expect(screen.title).to_have_text(lesson.title(slide, language))

    return go


def switch(console):
    return console.page.locator("#view [data-part='point']")


def block(console, selector):
    return console.page.locator(f"#view [data-part='now'] .prose {selector}")


def test_pointed_line_is_marked_for_everybody_in_their_language(console, stage, follower, go):
    olga = follower("Ольга", "ru")
    go("skipped-step", (stage, "en"), (olga, "ru"))
    switch(console).click()

    block(console, "li").nth(1).click()

    for screen in (console.page, stage.page):
        expect(screen.locator(MARKED)).to_have_count(1)
        expect(screen.locator(MARKED)).to_contain_text("Who is missing from class")
    expect(olga.page.locator(f"#slides {MARKED}")).to_have_text(
        olga.page.locator("#slides .prose li").nth(1).inner_text()
    )
    announcement = olga.words["The presenter points at: {text}"].split("{")[0]
    expect(olga.page.locator("[role=status]", has_text=announcement)).to_have_count(1)

    block(console, "li").nth(1).click()
    for screen in (console.page, stage.page, olga.page):
        expect(screen.locator(MARKED)).to_have_count(0)


def test_pointer_moves_by_keys_and_disappears_with_the_slide(console, lesson, follower, go):
    aigerim = follower("Айгерим", "kk")
    go("skipped-step", (aigerim, "kk"))
    marked = aigerim.page.locator(f"#slides {MARKED}")
    switch(console).click()

    console.page.keyboard.press("ArrowDown")
    expect(marked).to_have_text(lesson.title("skipped-step", "kk"))
    console.page.keyboard.press("ArrowDown")
    first = aigerim.page.locator("#slides .prose p").first
    expect(marked).to_have_text(first.inner_text())

    console.next()
    expect(marked).to_have_count(0)
    expect(console.page.locator(MARKED)).to_have_count(0)


def test_pointer_marks_a_place_in_a_picture(console, stage, follower, go):
    dilbar = follower("Дилбар", "prs")
    go("sara", (stage, "en"), (dilbar, "prs"))
    switch(console).click()
    picture = block(console, "svg")
    expect(picture).to_be_visible()
    size = picture.bounding_box()

    picture.click(position={"x": size["width"] * 0.25, "y": size["height"] * 0.75})

    pages = (console.page, stage.page, dilbar.page)
    for page in pages:
        expect_dot(page)
    for page in pages:
        resize(page, {"width": 700, "height": 390})
        expect_dot(page)


def expect_dot(page):
    """The dot is at its place once the page has fitted the picture."""
    dot = page.locator(".pointer-dot")
    expect(dot).to_be_visible()
    at = pytest.approx([0.25, 0.75], abs=0.02)
    until(lambda: dot.evaluate(PLACE) == at, problem="the dot is elsewhere")


PLACE = """
(dot) => {
  const [at, of] = [dot, dot.previousElementSibling].map((each) => each.getBoundingClientRect());
  const [x, y] = [at.left + at.width / 2, at.top + at.height / 2];
  return [(x - of.left) / of.width, (y - of.top) / of.height];
}
"""


def test_pointer_marks_nothing_for_a_reader_on_another_slide(console, follower, go):
    olga, aigerim = (follower(name, "ru") for name in ("Ольга", "Айгерим"))
    # The previous slide has as many lines: it is unmarked only because it is another slide.
    go("chemist-shop", (olga, "ru"), (aigerim, "ru"))
    olga.page.locator("#slides .slide-foot .button").first.click()
    switch(console).click()
    block(console, "li").first.click()
    for page in (console.page, aigerim.page):
        expect(page.locator(MARKED)).to_have_count(1)

    expect(olga.page.locator(MARKED)).to_have_count(0)
    olga.page.locator(".slide-return").click()
    expect(olga.page.locator(MARKED)).to_have_count(1)


def test_pointing_at_a_glossary_term_does_not_open_it(console, go, auditor):
    go("sara")
    switch(console).click()

    block(console, ".term").first.click()

    expect(console.page.locator(MARKED)).to_have_count(1)
    expect(console.page.locator("dialog[open]")).to_have_count(0)
    auditor.look(console.page, "console, pointing")
    auditor.expect_nothing()

"""The room on a laptop: where the slide stands, with and without something beside it."""

import pytest
from playwright.sync_api import expect

from tests.browser.sizes import resize

LAPTOPS = ((1366, 768), (1280, 720), (1920, 1080))
ON_THE_SPOT = ["Shall we take a break?", "Yes", "No"]
POLL = "last-year"

# Returns how far the slide's column is from the middle of the window, and how wide it is, in px.
MIDDLE = """
() => {
  const { left, right, width } = document.getElementById("slides").getBoundingClientRect();
  return { off: Math.abs(left + right - document.documentElement.clientWidth) / 2, width };
}
"""
# Returns vertical place and size of everything on the slide that is read or pressed.
ROWS = """
() => [...document.querySelectorAll("#slides :is(h2, p, .choice, .button)")]
  .map((element) => element.getBoundingClientRect())
  .map(({ y, width, height }) => [y, width, height].map(Math.round))
"""
# Returns the left edges of the title of the session, of the dock and, if wide, of the slide.
EDGES = """
() => ["#slides > div > .slide", ".room-title", ".dock-signals .button"].map((selector) =>
  Math.round(document.querySelector(selector).getBoundingClientRect().left))
"""
PRESS = "link => link.click()"
PRESS_TWICE = """
(link) => [1, 2].forEach((detail) =>
  link.dispatchEvent(new MouseEvent("click", { detail, bubbles: true, cancelable: true })))
"""


@pytest.fixture
def reader(run, lesson, join):
    run.go(lesson.number(POLL))
    reader = join(run.code, "Айгерим", "ru")
    reader.expect_extras()
    resize(reader.page, {"width": 1366, "height": 768})
    return reader


def side(reader):
    return reader.page.locator(".place.side:visible")


def link(reader, place):
    return reader.page.locator(f".dock-place[href='#{place}']")


@pytest.mark.parametrize("size", LAPTOPS, ids=str)
def test_slide_stands_in_the_middle_while_nothing_is_beside_it(size, reader):
    resize(reader.page, {"width": size[0], "height": size[1]})
    expect(side(reader)).to_have_count(0)

    middle = reader.page.evaluate(MIDDLE)

    assert middle["off"] <= 1
    assert middle["width"] >= size[0] * 0.49


@pytest.mark.parametrize("size", LAPTOPS, ids=str)
def test_slide_steps_aside_and_no_line_of_it_breaks_anew(size, run, lesson, reader, console):
    resize(reader.page, {"width": size[0], "height": size[1]})
    run.open(POLL)
    expect(reader.page.locator("#slides .poll.open")).to_be_visible()
    before = reader.page.evaluate(ROWS)

    console.make_poll(en=ON_THE_SPOT)
    console.command(ON_THE_SPOT[0], "Open poll")
    expect(side(reader).locator(".poll.open")).to_be_visible()

    assert reader.page.evaluate(ROWS) == before
    slide, beside = reader.page.locator("#slides").bounding_box(), side(reader).bounding_box()
    assert slide["x"] + slide["width"] <= beside["x"] + 1


def test_place_goes_when_its_link_is_pressed_again(reader):
    questions = link(reader, "questions")
    questions.click()
    expect(side(reader)).to_have_count(1)
    expect(questions).to_have_attribute("aria-current", "true")

    questions.click()

    expect(side(reader)).to_have_count(0)
    expect(questions).to_have_attribute("aria-current", "false")
    expect(questions).to_be_focused()
    assert reader.page.evaluate(MIDDLE)["off"] <= 1


def test_double_press_opens_a_place(reader):
    link(reader, "questions").evaluate(PRESS_TWICE)

    expect(reader.page.locator("#questions")).to_be_visible()


def test_place_that_comes_beside_a_long_slide_does_not_scroll_it(reader):
    page = reader.page
    resize(page, {"width": 1366, "height": 500})
    questions = link(reader, "questions")
    questions.focus()
    assert page.evaluate("scrollY") == 0

    questions.evaluate(PRESS)

    expect(page.locator("#questions > h2")).to_be_focused()
    assert page.evaluate("scrollY") == 0
    assert page.evaluate("document.documentElement.scrollHeight") > 500


def test_room_looks_the_same_before_its_script_runs(reader, visit):
    cookies = reader.page.context.cookies()
    look = {"viewport": {"width": 1366, "height": 768}}
    page = visit("ru", look=look, java_script_enabled=False)
    page.context.add_cookies(cookies)
    page.goto(reader.page.url)
    title = page.locator("#slides .slide-title")

    expect(title).to_be_visible()

    assert title.bounding_box() == reader.page.locator("#slides .slide-title").bounding_box()


def test_edges_of_a_large_screen_are_in_line(reader):
    resize(reader.page, {"width": 1920, "height": 1080})
    reader.show("questions")

    assert len(set(reader.page.evaluate(EDGES))) == 1


def put_step(run):
    run.do("step.propose", text="Meet the school", language="en")
    run.do("step.put", step="1")


def test_step_that_waits_for_an_answer_comes_beside_the_slide(run, reader):
    offer = reader.page.locator(".dock-offer")
    put_step(run)

    expect(side(reader)).to_have_id("steps")
    expect(side(reader).locator(".step.put")).to_be_in_viewport()
    expect(offer).to_be_hidden()

    # A press that comes as the place does must not put it away.
    link(reader, "steps").click()
    expect(side(reader)).to_have_id("steps")
    link(reader, "steps").click()

    expect(side(reader)).to_have_count(0)
    # The participant has put it away, so a bar reminds of it instead.
    expect(offer).to_be_visible()
    run.go(0)
    reader.expect_position(0)
    expect(side(reader)).to_have_count(0)


def test_what_waits_does_not_take_the_place_of_what_was_chosen(run, reader):
    reader.show("questions")
    put_step(run)

    expect(reader.page.locator(".dock-offer")).to_be_visible()
    expect(side(reader)).to_have_id("questions")


def test_one_thing_that_waits_is_not_replaced_by_the_next(run, reader, join):
    join(run.code, "Бек", "ru")
    put_step(run)
    expect(side(reader)).to_have_id("steps")
    run.do("groups.draft", split="random", everyone="true")
    run.do("groups.start", minutes="15")

    expect(reader.page.locator(".dock-offer")).to_be_visible()
    # Each change of the session draws again.
    for slide in (0, 1, 2):
        run.go(slide)
        reader.expect_position(slide)
        expect(side(reader)).to_have_id("steps")
    reader.answer("agree")

    expect(side(reader)).to_have_id("groups")
